import { styled } from '@mui/material/styles';
import { ReactNode } from 'react';

export type StatusTone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';

export interface StatusChipProps {
  tone: StatusTone;
  children: ReactNode;
  title?: string;
}

// What BUI calls its colours.
const COLOURS = {
  warning: 'warning',
  danger: 'negative',
  info: 'announcement',
};

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
  // What is as it should be stays calm, so that in a long list the rest is seen.
  '&[data-tone="neutral"], &[data-tone="success"]': {
    color: 'var(--bui-fg-primary)',
    borderColor: 'var(--bui-border-1)',
    fontWeight: 'var(--bui-font-weight-regular)',
  },
  '&[data-tone="neutral"]::before': { background: 'var(--bui-fg-disabled)' },
  '&[data-tone="success"]::before': { background: 'var(--bui-fg-positive)' },
  ...Object.fromEntries(
    Object.entries(COLOURS).map(([tone, colour]) => [
      `&[data-tone="${tone}"]`,
      {
        color: `var(--bui-${colour}-fg-subdued)`,
        background: `var(--bui-${colour}-bg-subdued)`,
        borderColor: `var(--bui-${colour}-border)`,
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
