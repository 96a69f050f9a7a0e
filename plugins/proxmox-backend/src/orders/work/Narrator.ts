import { OrderStore } from '../OrderStore';

/** A line of a log that is about something. */
export interface Line {
  subject: string;
  text: string;
}

/** Chooses what is news: lines that differ from what the log last said of the same subject. */
export class Narrator {
  readonly #store: Pick<OrderStore, 'readLog'>;
  readonly #id: string;
  #last?: Map<string, string>;

  constructor(store: Pick<OrderStore, 'readLog'>, id: string) {
    this.#store = store;
    this.#id = id;
  }

  /** The lines that are to be written. */
  async select(lines: Line[]): Promise<string[]> {
    const last = await this.#remember();
    const news = lines.filter(
      ({ subject, text }) => last.get(subject) !== text,
    );
    news.forEach(({ subject, text }) => last.set(subject, text));
    return news.map(({ subject, text }) => `${subject}: ${text}`);
  }

  /** Whether the log says anything of it. */
  async hasSpokenOf(subject: string): Promise<boolean> {
    return (await this.#remember()).has(subject);
  }

  /** Somebody else may have written it before he was killed. */
  async #remember(): Promise<Map<string, string>> {
    if (!this.#last) {
      const { lines } = await this.#store.readLog(this.#id);
      this.#last = new Map(
        lines.flatMap(({ text }) => {
          const [, subject, rest] = /^([^:]+): (.*)$/s.exec(text) ?? [];
          return subject ? [[subject, rest] as const] : [];
        }),
      );
    }
    return this.#last;
  }
}
