const PATIENCE_MS = 60_000;

/** Notes when something arrived for the first time. */
export class Mailbox {
  readonly #waiting = new Map<string, (at: number) => void>();

  arrived(what: string) {
    this.#waiting.get(what)?.(performance.now());
    this.#waiting.delete(what);
  }

  await(what: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`'${what}' was not seen within a minute`)),
        PATIENCE_MS,
      );
      this.#waiting.set(what, at => {
        clearTimeout(timer);
        resolve(at);
      });
    });
  }
}
