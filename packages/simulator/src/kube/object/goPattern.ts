/** Flags at the head of a Go pattern, with or without the anchor before it. */
const FLAGS = /^(\^?)\(\?([ims]+)\)/;
const CLASSES: [RegExp, string][] = [
  [/\[:alpha:\]/g, 'A-Za-z'],
  [/\[:alnum:\]/g, 'A-Za-z0-9'],
  [/\[:digit:\]/g, '0-9'],
  [/\[:lower:\]/g, 'a-z'],
  [/\[:upper:\]/g, 'A-Z'],
  [/\[:space:\]/g, '\\s'],
  [/\\A/g, '^'],
  [/\\z/g, '$'],
];
const known = new Map<string, RegExp>();

/** A pattern in the syntax of Go as a regular expression of JavaScript. */
export function goPattern(pattern: string): RegExp {
  const before = known.get(pattern);
  if (before) return before;
  const [head = '', anchor = '', flags = ''] = FLAGS.exec(pattern) ?? [];
  const body = CLASSES.reduce(
    (text, [from, to]) => text.replace(from, to),
    anchor + pattern.slice(head.length),
  );
  const translated = new RegExp(body, flags);
  known.set(pattern, translated);
  return translated;
}
