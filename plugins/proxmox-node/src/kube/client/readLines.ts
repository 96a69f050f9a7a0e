/** A line grew longer than any object may be. */
export class LineTooLong extends Error {}

/**
 * The lines of a stream. What follows the last line break is no line: the stream was cut there.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxCharacters: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > maxCharacters) {
      throw new LineTooLong(`more than ${maxCharacters} characters`);
    }
    for (const line of parts) {
      if (line.trim()) {
        yield line;
      }
    }
  }
}
