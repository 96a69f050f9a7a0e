import { styled } from '@mui/material/styles';
import { ReactNode, useState } from 'react';

const Details = styled('details')({
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-3)',
  color: 'var(--bui-fg-primary)',
  // The browser's own marker stands on a line of its own as soon as what follows it takes two.
  '& > summary': {
    cursor: 'pointer',
    padding: 'var(--bui-space-1) 0',
    overflowWrap: 'anywhere',
    display: 'flex',
    gap: 'var(--bui-space-2)',
    listStyle: 'none',
  },
  '& > summary::-webkit-details-marker': { display: 'none' },
  '& > summary::before': {
    content: '""',
    flexShrink: 0,
    width: 0,
    height: 0,
    // In the middle of the first line, also where that holds a chip.
    marginTop: '0.4em',
    border: '0.35em solid transparent',
    borderLeftColor: 'currentColor',
    borderRightWidth: 0,
    borderLeftWidth: '0.5em',
  },
  '&[open] > summary::before': { transform: 'rotate(90deg)' },
  '& > summary:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: 2,
  },
});

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  /** Where it stands when it is first shown; from then on the viewer decides. */
  initiallyOpen?: boolean;
}

/** Something that opens and closes; the browser's own element, so keyboards and screen readers know it. */
export function Disclosure(props: DisclosureProps) {
  const { summary, children, initiallyOpen = false } = props;
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <Details open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </Details>
  );
}
