import { styled } from '@mui/material/styles';

/** Frame that scrolls; a keyboard user reaches it because it can be focused. */
export const TableFrame = styled('div')({
  position: 'relative',
  overflow: 'auto',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-3)',
  background: 'var(--bui-bg-neutral-1)',
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: 1,
  },
});

/** BUI's table renders all rows with many elements each; this is the dense one for many rows. */
export const DenseTable = styled('table')({
  width: '100%',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-3)',
  color: 'var(--bui-fg-primary)',
  '& th, & td': {
    padding: '0 var(--bui-space-3)',
    height: 40,
    boxSizing: 'border-box',
    textAlign: 'left',
    verticalAlign: 'middle',
    borderBottom: '1px solid var(--bui-border-1)',
  },
  '& th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    background: 'var(--bui-bg-neutral-2)',
    fontSize: 'var(--bui-font-size-2)',
    fontWeight: 'var(--bui-font-weight-bold)',
    color: 'var(--bui-fg-secondary)',
    whiteSpace: 'nowrap',
  },
  '& tbody tr:last-of-type td': { borderBottom: 'none' },
  '& tbody tr:hover td': { background: 'var(--bui-bg-neutral-2)' },
  '& tbody tr[data-stale="true"] td': { color: 'var(--bui-fg-secondary)' },
  '& td[data-one-line="true"]': { whiteSpace: 'nowrap' },
  '& [data-numeric="true"]': {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
  },
});

/** Looks like the header's text and behaves like a button. */
export const SortButton = styled('button')({
  all: 'unset',
  display: 'inline-flex',
  alignItems: 'center',
  gap: 'var(--bui-space-1)',
  cursor: 'pointer',
  borderRadius: 'var(--bui-radius-2)',
  '&:hover, &[data-active="true"]': { color: 'var(--bui-fg-primary)' },
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: 2,
  },
  '& svg': { width: 14, height: 14 },
});
