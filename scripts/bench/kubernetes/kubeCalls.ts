/** Calls to API servers, by what they cost. */
export interface KubeCalls {
  watches: number;
  /** Pages of lists. */
  lists: number;
  /** Discovery, and objects by name. */
  others: number;
}

/** Adds up what API servers counted, by templates such as `GET cluster.x-k8s.io/machines`. */
export function sortKubeCalls(
  counts: readonly Readonly<Record<string, number>>[],
): KubeCalls {
  const calls = { watches: 0, lists: 0, others: 0 };
  for (const [template, count] of counts.flatMap(Object.entries<number>)) {
    calls[sortOf(template)] += count;
  }
  return calls;
}

function sortOf(template: string): keyof KubeCalls {
  if (template.startsWith('WATCH ')) {
    return 'watches';
  }
  // A path is discovery; braces stand for a name.
  return /^GET [^/{][^{]*$/.test(template) ? 'lists' : 'others';
}
