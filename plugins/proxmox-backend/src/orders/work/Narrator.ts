import { OrderStore } from '../OrderStore';

/** An order has some dozens of lines. Something that changes each second would write until its deadline. */
const MAXIMUM_LINES = 500;
const LAST_WORDS =
  'The log has become long, because something changes all the time: from here on it says only what decides.';

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
  #count = 0;

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
    const room = Math.max(MAXIMUM_LINES - this.#count, 0);
    this.#count += news.length;
    const told = news
      .slice(0, room)
      .map(({ subject, text }) => `${subject}: ${text}`);
    return room > 0 && news.length >= room ? [...told, LAST_WORDS] : told;
  }

  /** Whether the log says anything of it. */
  async hasSpokenOf(subject: string): Promise<boolean> {
    return (await this.#remember()).has(subject);
  }

  /** Somebody else may have written it before he was killed. */
  async #remember(): Promise<Map<string, string>> {
    if (!this.#last) {
      const { lines } = await this.#store.readLog(this.#id);
      this.#count = lines.length;
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
