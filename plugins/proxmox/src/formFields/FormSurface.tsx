import { BgProvider } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { ReactNode } from 'react';

// BUI tells its fields from the page by their colour alone, which on the form's paper is the paper's own.
const Surface = styled('div')({
  '& .bui-SelectTrigger, & .bui-InputWrapper': {
    background: 'transparent',
    border: '1px solid var(--bui-border-2)',
  },
  '& .bui-SelectValue[data-placeholder]': { color: 'var(--bui-fg-secondary)' },
  '& .bui-SelectTrigger[disabled] .bui-SelectValue': {
    color: 'var(--bui-fg-disabled)',
  },
});

/** Where fields of ours stand among those of the scaffolder's form. */
export function FormSurface(props: { children: ReactNode }) {
  return (
    <BgProvider bg="neutral-1">
      <Surface>{props.children}</Surface>
    </BgProvider>
  );
}
