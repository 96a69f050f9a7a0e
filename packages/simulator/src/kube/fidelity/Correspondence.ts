/** A random id, as Kubernetes makes them. */
export const uidPattern =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Which simulated uid and revision stand for which recorded ones. Both are free
 * to differ, but what was one object must stay one object.
 */
export class Correspondence {
  readonly #uids = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #marks = new Set<number>();
  #shift = 0;
  readonly #revisions = new Map<number, number>();

  /** Notes a pair of uids; false if that contradicts an earlier pair. */
  pairUid(recorded: string, simulated: string): boolean {
    const known = this.#uids.get(recorded);
    if (known === undefined) this.#uids.set(recorded, simulated);
    return known === undefined || known === simulated;
  }

  /** Notes a pair of revisions; false if that contradicts an earlier pair. */
  pairRevision(recorded: number, simulated: number): boolean {
    const known = this.#revisions.get(recorded);
    if (known === undefined) this.#revisions.set(recorded, simulated);
    return known === undefined || known === simulated;
  }

  /** Notes that a watch which is recorded later began at this moment. */
  mark(recorded: number, simulated: number): void {
    this.#revisions.set(recorded, simulated);
    this.#marks.add(recorded);
  }

  isMarked(recorded: number): boolean {
    return this.#marks.has(recorded);
  }

  /** An object was arranged anew: it replaces the one known so far. */
  replace(
    recorded: { uid: string; revision: number },
    simulated: { uid: string; revision: number },
  ): void {
    this.#uids.set(recorded.uid, simulated.uid);
    this.#revisions.set(recorded.revision, simulated.revision);
  }

  uid(recorded: string): string | undefined {
    return this.#uids.get(recorded);
  }

  hasRevision(recorded: number): boolean {
    return this.#revisions.has(recorded);
  }

  /**
   * The simulated revision for a recorded one. Revisions that no answer showed
   * stand right before or after the nearest one that did.
   */
  revision(recorded: number): number {
    const exact = this.#revisions.get(recorded);
    if (exact !== undefined) return exact;
    let best: number | undefined;
    for (const known of this.#revisions.keys()) {
      if (known < recorded && (best === undefined || known > best)) {
        best = known;
      }
    }
    return best === undefined
      ? recorded
      : this.#revisions.get(best) ?? recorded;
  }

  /** Notes which text (an ETag) stands for which. */
  pairText(recorded: string, simulated: string): void {
    this.#texts.set(recorded, simulated);
  }

  /** The simulated text for a recorded one; the same if there is none. */
  text(recorded: string): string {
    return this.#texts.get(recorded) ?? recorded;
  }

  /** Notes that one moment of the recorder is now. */
  pairMoment(recorded: number, simulated: number): void {
    this.#shift = Math.floor(simulated / 1000) * 1000 - recorded;
  }

  /** A recorded moment, in whole seconds, as it is told on the simulated side. */
  moment(recorded: string): string {
    const simulated = new Date(Date.parse(recorded) + this.#shift);
    return `${simulated.toISOString().slice(0, 19)}Z`;
  }

  /** Notes a name that each side made up for the same object. */
  pairName(recorded: string, simulated: string): void {
    this.#names.set(recorded, simulated);
  }

  /** A text with the uids and the made-up names of the simulated side. */
  translate(text: string): string {
    let result = text.replace(uidPattern, uid => this.#uids.get(uid) ?? uid);
    for (const [recorded, simulated] of this.#names) {
      result = result.replaceAll(recorded, simulated);
    }
    return result;
  }
}
