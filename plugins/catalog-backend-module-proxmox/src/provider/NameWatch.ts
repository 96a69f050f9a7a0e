import { CatalogLookup } from './CatalogLookup';

const REFS_PER_RUN = 2_000;

/**
 * Watches for names that somebody else's entity has. The catalogue leaves ours out then and tells nobody but its log,
 * so after each mutation the names that are not known to be ours are looked up; once ours, a name stays ours.
 */
export class NameWatch {
  readonly #source: string;
  readonly #lookup: CatalogLookup;
  #ours = new Set<string>();
  #taken = new Set<string>();

  constructor(options: { source: string; lookup: CatalogLookup }) {
    this.#source = options.source;
    this.#lookup = options.lookup;
  }

  /** Notes names that are known to be ours. */
  confirm(entityRefs: string[]) {
    entityRefs.forEach(ref => this.#ours.add(ref));
  }

  /** The emitted names that somebody else has. */
  async findTaken(emitted: string[]): Promise<string[]> {
    const current = new Set(emitted);
    this.#ours = new Set([...this.#ours].filter(ref => current.has(ref)));
    this.#taken = new Set([...this.#taken].filter(ref => current.has(ref)));
    // Those taken last time first: whether they are free again matters most.
    const open = [
      ...this.#taken,
      ...emitted.filter(ref => !this.#ours.has(ref) && !this.#taken.has(ref)),
    ].slice(0, REFS_PER_RUN);
    const holders = await this.#lookup.findNameHolders(this.#source, open);
    for (const [ref, holder] of holders) {
      this.#taken.delete(ref);
      if (holder === 'ours') {
        this.#ours.add(ref);
      } else if (holder === 'other') {
        this.#taken.add(ref);
      }
    }
    return [...this.#taken].sort();
  }
}
