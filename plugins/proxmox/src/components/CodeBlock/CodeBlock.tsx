import { styled } from '@mui/material/styles';
import { Ref, UIEvent, useLayoutEffect, useRef } from 'react';

const Code = styled('pre')({
  margin: 0,
  padding: 'var(--bui-space-3)',
  maxHeight: '55vh',
  overflow: 'auto',
  fontFamily: 'var(--bui-font-monospace)',
  fontSize: 'var(--bui-font-size-2)',
  lineHeight: 1.5,
  color: 'var(--bui-fg-primary)',
  background: 'var(--bui-bg-neutral-2)',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-2)',
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: 1,
  },
  '&[data-wrap="true"]': {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

export interface CodeBlockProps {
  /** The accessible name. */
  label: string;
  children: string;
  /** Whether long lines are broken; indentation that means something stays without. */
  wrap?: boolean;
  blockRef?: Ref<HTMLPreElement>;
  onScroll?(event: UIEvent<HTMLPreElement>): void;
}

/** Text of a machine, letter by letter; a keyboard user can scroll it. */
export function CodeBlock(props: CodeBlockProps) {
  const { label, children, wrap = false, blockRef, onScroll } = props;
  return (
    <Code
      ref={blockRef}
      tabIndex={0}
      role="group"
      aria-label={label}
      data-wrap={wrap}
      onScroll={onScroll}
    >
      {children}
    </Code>
  );
}

/** How near to its end a text counts as read to the end, in pixels. */
const NEAR = 24;

/** A text that grows: its end stays in view, unless the viewer has scrolled away from it. */
export function GrowingCodeBlock(props: { label: string; children: string }) {
  const { label, children } = props;
  const blockRef = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);

  // Before the browser paints: else it may report a position between growing and scrolling.
  useLayoutEffect(() => {
    const block = blockRef.current;
    if (block && isAtEnd.current) {
      block.scrollTop = block.scrollHeight;
    }
  }, [children]);

  return (
    <CodeBlock
      label={label}
      wrap
      blockRef={blockRef}
      onScroll={({ currentTarget }) => {
        const { scrollHeight, scrollTop, clientHeight } = currentTarget;
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
      }}
    >
      {children}
    </CodeBlock>
  );
}
