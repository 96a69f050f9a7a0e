import { fireEvent, render, screen } from '@testing-library/react';
import { GrowingCodeBlock } from './CodeBlock';

/** jsdom lays nothing out; `clientHeight` is 600 there. */
function setScrollHeight(value: number) {
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
    configurable: true,
    value,
  });
}

describe('a text that grows', () => {
  afterEach(() =>
    Reflect.deleteProperty(HTMLElement.prototype, 'scrollHeight'),
  );

  it('keeps its end in view, unless one reads further up', () => {
    setScrollHeight(1000);
    const { rerender } = render(
      <GrowingCodeBlock label="Log">one</GrowingCodeBlock>,
    );
    const block = screen.getByRole('group', { name: 'Log' });
    expect(block.scrollTop).toBe(1000);

    setScrollHeight(1200);
    rerender(<GrowingCodeBlock label="Log">one two</GrowingCodeBlock>);
    expect(block.scrollTop).toBe(1200);

    fireEvent.scroll(block, { target: { scrollTop: 100 } });
    setScrollHeight(1400);
    rerender(<GrowingCodeBlock label="Log">one two three</GrowingCodeBlock>);
    expect(block.scrollTop).toBe(100);

    fireEvent.scroll(block, { target: { scrollTop: 800 } });
    setScrollHeight(1600);
    rerender(<GrowingCodeBlock label="Log">one two three 4</GrowingCodeBlock>);
    expect(block.scrollTop).toBe(1600);
  });
});
