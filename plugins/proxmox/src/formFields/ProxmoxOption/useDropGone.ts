import { useEffect, useState } from 'react';

/**
 * Removes from a field what is not offered any more, and remembers it until something else is chosen, so that nothing
 * disappears without a word.
 */
export function useDropGone(options: {
  /** A new list with every rendering. */
  gone: string[];
  onDrop(): void;
}) {
  const { gone, onDrop } = options;
  const [dropped, setDropped] = useState<string[]>([]);

  // Runs after every rendering: where two fields of a form change in the same moment the form keeps only the change of
  // one, and the other has to say it again.
  useEffect(() => {
    if (gone.length > 0) {
      setDropped(before => (String(before) === String(gone) ? before : gone));
      onDrop();
    }
  }, [gone, onDrop]);

  return { dropped, forget: () => setDropped([]) };
}
