/** The texts of `Warning` headers: `299 - "unknown field \"spec.x\""`. */
export function readWarnings(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .flatMap(value => [...value.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)])
    .map(match => match[1].replace(/\\(.)/g, '$1'));
}
