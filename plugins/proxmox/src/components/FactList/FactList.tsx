import { styled } from '@mui/material/styles';
import { ReactNode } from 'react';

export interface Fact {
  label: string;
  /** Facts without a value are left out. */
  value: ReactNode | undefined;
}

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
  gap: 'var(--bui-space-4)',
  margin: 0,
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-3)',
  color: 'var(--bui-fg-primary)',
  '& dt': {
    fontSize: 'var(--bui-font-size-2)',
    color: 'var(--bui-fg-secondary)',
    marginBottom: 'var(--bui-space-1)',
  },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
});

/** Names and values side by side, as many per row as fit. */
export function FactList(props: { facts: Fact[] }) {
  return (
    <List>
      {props.facts
        .filter(fact => fact.value !== undefined && fact.value !== '')
        .map(fact => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </List>
  );
}
