import {
  DatabaseService,
  LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  decodeState,
  encodeState,
  RememberedState,
  StateFormat,
} from './StateFormat';

const TABLE = 'proxmox_last_good';
/** Time to put a source back into the configuration before what was known of it is deleted. */
const KEEP_REMOVED_MS = 30 * 24 * 3_600_000;
/** How far the clocks of replicas may be apart before a row counts as one from the future. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

interface LastGoodRow {
  source: string;
  kind: string;
  format: number;
  as_of: string;
  saved_at: string;
  state: Uint8Array;
}

/** Keeps the last good snapshots of one kind of source in the plugin's database. */
export class LastGoodStore<S extends RememberedState> {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #format: StateFormat<S>;

  /** Brings the database up to date first, unless the operator does that. */
  static async create<S extends RememberedState>(options: {
    database: DatabaseService;
    format: StateFormat<S>;
    logger: LoggerService;
  }): Promise<LastGoodStore<S>> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@rackstage/plugin-proxmox-backend',
          'migrations',
        ),
      });
    }
    return new LastGoodStore(knex, options);
  }

  private constructor(
    knex: Knex,
    options: { format: StateFormat<S>; logger: LoggerService },
  ) {
    this.#knex = knex;
    this.#logger = options.logger;
    this.#format = options.format;
  }

  /** Everything that can still be read. What cannot is left out with a warning: the next good read replaces it. */
  async load(): Promise<S[]> {
    const { kind } = this.#format;
    const rows = await this.#knex<LastGoodRow>(TABLE).where({ kind }).select();
    const states = await Promise.all(rows.map(row => this.#decode(row)));
    return states.filter(state => state !== undefined);
  }

  /**
   * Writes the state of a source, unless another replica has already written a newer snapshot.
   * A state without a snapshot has nothing to remember and is not written.
   */
  async save(state: S): Promise<void> {
    if (!state.data || !state.asOf) {
      return;
    }
    const now = Date.now();
    const row: LastGoodRow = {
      source: state.source,
      kind: this.#format.kind,
      format: this.#format.version,
      as_of: new Date(state.asOf).toISOString(),
      saved_at: new Date(now).toISOString(),
      state: await encodeState(this.#format, state),
    };
    await this.#knex<LastGoodRow>(TABLE)
      .insert(row)
      .onConflict('source')
      .merge()
      // The same age is written too: the error of the newest read may have changed.
      .where(`${TABLE}.as_of`, '<=', row.as_of)
      // Of a clock that was set back since: nothing would be saved until it has caught up.
      .orWhere(
        `${TABLE}.as_of`,
        '>',
        new Date(now + MAX_CLOCK_SKEW_MS).toISOString(),
      );
  }

  /** Deletes what was saved of sources that left the configuration thirty days ago or earlier. */
  async forgetRemoved(configured: string[]): Promise<void> {
    const limit = new Date(Date.now() - KEEP_REMOVED_MS).toISOString();
    const deleted = await this.#knex<LastGoodRow>(TABLE)
      .where({ kind: this.#format.kind })
      .whereNotIn('source', configured)
      .where('saved_at', '<', limit)
      .delete();
    if (deleted > 0) {
      this.#logger.info(
        `Deleted ${deleted} saved snapshot(s) of ${
          this.#format.kind
        } sources that are not configured any more from table ${TABLE}.`,
      );
    }
  }

  async #decode(row: LastGoodRow): Promise<S | undefined> {
    const { version } = this.#format;
    if (row.format !== version) {
      this.#skip(
        row,
        `it has format ${row.format}, this version reads ${version}`,
      );
      return undefined;
    }
    try {
      const state = await decodeState(this.#format, row.state);
      if (state.source !== row.source) {
        throw new Error(`it holds the source '${state.source}'`);
      }
      return state;
    } catch (error) {
      this.#skip(row, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #skip(row: LastGoodRow, reason: string) {
    this.#logger.warn(
      `The saved snapshot of source '${row.source}' in table ${TABLE} (as of ${row.as_of}) is not used: ${reason}. The next good read replaces it.`,
    );
  }
}
