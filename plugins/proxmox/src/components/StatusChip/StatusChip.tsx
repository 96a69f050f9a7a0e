import { styled } from '@mui/material/styles';
import { ReactNode } from 'react';

export type StatusTone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';

export interface StatusChipProps {
  tone: StatusTone;
  children: ReactNode;
  title?: string;
}

// BUI has no badge with a status colour; these are its own tokens, so both themes fit.
const Chip = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 'var(--bui-space-1_5)',
  padding: '1px var(--bui-space-2)',
  borderRadius: 'var(--bui-radius-full)',
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-2)',
  fontWeight: 'var(--bui-font-weight-bold)',
  lineHeight: '20px',
  whiteSpace: 'nowrap',
  border: '1px solid transparent',
  '&::before': {
    content: '""',
    width: 8,
    height: 8,
    borderRadius: '50%',
    flexShrink: 0,
    background: 'currentColor',
  },
  '&[data-tone="neutral"]': {
    color: 'var(--bui-fg-secondary)',
    borderColor: 'var(--bui-border-1)',
  },
  ...Object.fromEntries(
    ['success', 'warning', 'danger', 'info'].map(tone => [
      `&[data-tone="${tone}"]`,
      {
        color: `var(--bui-fg-${tone}-on-bg)`,
        background: `var(--bui-bg-${tone})`,
        borderColor: `var(--bui-border-${tone})`,
      },
    ]),
  ),
});

/** A state in one word, with a colour that only repeats what the word says. */
export function StatusChip({ tone, children, title }: StatusChipProps) {
  return (
    <Chip data-tone={tone} title={title}>
      {children}
    </Chip>
  );
}
