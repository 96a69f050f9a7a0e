import { styled } from '@mui/material/styles';

export interface UsageBarProps {
  /** What is used, for people who cannot see the bar: "Memory of orders-api-1". */
  label: string;
  /** 0..1; absent where Proxmox does not say, then only the text stands there. */
  fraction?: number;
  text: string;
}

const NEARLY_FULL = 0.8;
const FULL = 0.93;

const Root = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 3,
  minWidth: 0,
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-2)',
  lineHeight: 1.3,
  color: 'var(--bui-fg-primary)',
  fontVariantNumeric: 'tabular-nums',
});

const Track = styled('div')({
  height: 4,
  borderRadius: 'var(--bui-radius-full)',
  background: 'var(--bui-border-1)',
  overflow: 'hidden',
});

const Fill = styled('div')({
  height: '100%',
  borderRadius: 'inherit',
  background: 'var(--bui-announcement-bg)',
  '&[data-level="high"]': { background: 'var(--bui-warning-bg)' },
  '&[data-level="full"]': { background: 'var(--bui-negative-bg)' },
});

function levelOf(fraction: number): string {
  if (fraction >= FULL) {
    return 'full';
  }
  return fraction >= NEARLY_FULL ? 'high' : 'normal';
}

/** A share of something, as text and as a bar. */
export function UsageBar({ label, fraction, text }: UsageBarProps) {
  const percent = Math.min(100, Math.max(0, (fraction ?? 0) * 100));
  return (
    <Root>
      <span>{text}</span>
      {fraction !== undefined && (
        <Track
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(percent)}
          aria-valuetext={text}
        >
          <Fill
            data-level={levelOf(fraction)}
            style={{ width: `${percent}%` }}
          />
        </Track>
      )}
    </Root>
  );
}
