const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

class KeyScanner {
  readonly duplicates: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scanValue(path: string): void {
    const start = this.#peek();
    if (start === '{') this.#scanObject(path);
    else if (start === '[') this.#scanList(path);
    else this.#take(start === '"' ? STRING : SCALAR);
  }

  #scanObject(path: string): void {
    const seen = new Set<string>();
    this.#at += 1;
    while (this.#peek() === '"') {
      const name = String(JSON.parse(this.#take(STRING)));
      const place = path ? `${path}.${name}` : name;
      if (seen.has(name)) this.duplicates.push(place);
      seen.add(name);
      if (this.#peek() === ':') this.#at += 1;
      this.scanValue(place);
      if (this.#peek() === ',') this.#at += 1;
    }
    this.#at += 1;
  }

  #scanList(path: string): void {
    this.#at += 1;
    for (let index = 0; this.#hasItem(); index += 1) {
      this.scanValue(`${path}[${index}]`);
      if (this.#peek() === ',') this.#at += 1;
    }
    this.#at += 1;
  }

  #hasItem(): boolean {
    const next = this.#peek();
    return next !== ']' && next !== '';
  }

  /** The next character that is no white space; empty at the end. */
  #peek(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text[this.#at] ?? '';
  }

  #take(token: RegExp): string {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[0] ?? '';
    // A broken text must not hold the scanner in place.
    this.#at += Math.max(found.length, 1);
    return found || '""';
  }
}

/**
 * The paths of keys that occur twice in one object of a JSON text. JSON.parse
 * keeps the last one in silence; the API tells.
 */
export function findDuplicateKeys(text: string): string[] {
  const scanner = new KeyScanner(text);
  scanner.scanValue('');
  return scanner.duplicates;
}
