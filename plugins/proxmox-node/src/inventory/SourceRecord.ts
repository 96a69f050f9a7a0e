import {
  ProxmoxResource,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { ClusterFacts, EffectivePermissions } from '../pve';
import { describeFailure } from './describeFailure';
import { describeWarnings, KeyedProblem } from './describeWarnings';
import { indexResources, indexUnread } from './indexResources';
import { ProblemLedger } from './ProblemLedger';

/** What a {@link SourceRecord} works with. */
export interface SourceRecordOptions {
  config: SourceConfig;
  now: () => Date;
  onChange: (state: SourceState) => void;
  /** What was learnt beside the lists. */
  known: () => {
    permissions?: EffectivePermissions;
    major: number;
    slowFailures: KeyedProblem[];
  };
}

/** What is known of one source: its state, with what is wrong and since when, and its things by ref. */
export class SourceRecord {
  readonly #options: SourceRecordOptions;
  readonly #ledger = new ProblemLedger();
  #state: SourceState;
  #index?: Map<string, ProxmoxResource>;
  /** Of the newest good read. */
  #facts?: ClusterFacts;
  #takenNames: string[] = [];

  constructor(options: SourceRecordOptions) {
    this.#options = options;
    const { name, title } = options.config;
    this.#state = {
      source: name,
      title,
      warnings: [],
      complete: false,
      version: 0,
    };
  }

  get state(): SourceState {
    return this.#state;
  }

  /** Whether the source was read since the start. */
  get wasRead(): boolean {
    return this.#facts !== undefined;
  }

  getResource(ref: string): ProxmoxResource | undefined {
    this.#index ??= this.#state.data
      ? indexResources(this.#state.data)
      : indexUnread(this.#options.config);
    return this.#index.get(ref);
  }

  /** Notes a good read. */
  succeeded(read: {
    data: ProxmoxSnapshot;
    facts: ClusterFacts;
    complete: boolean;
  }) {
    const { data, facts, complete } = read;
    this.#facts = facts;
    this.#change({
      data,
      asOf: this.#options.now().toISOString(),
      error: undefined,
      warnings: this.#warnings(data),
      complete,
    });
  }

  /** Notes a bad read: what was known stays. Returns the reason in words. */
  failed(cause: unknown): string {
    const { config, now } = this.#options;
    const problem = describeFailure(config.name, cause);
    // A restored error counts: the source has been failing since before the restart.
    const since = this.#state.error?.since ?? now().toISOString();
    this.#change({ error: { ...problem, since }, complete: false });
    return problem.message;
  }

  /** Notes what was found out beside the lists. */
  learned(data: ProxmoxSnapshot) {
    this.#change({ data });
  }

  /** Looks anew at what is wrong, after permissions or versions were read. */
  reviewWarnings(data: ProxmoxSnapshot) {
    this.#change({ data, warnings: this.#warnings(data) });
  }

  /** Takes over what was known before a restart, unless something newer is. */
  restored(state: SourceState, data: ProxmoxSnapshot) {
    const { asOf, error } = state;
    const isNewer = !this.#state.asOf || this.#state.asOf < (asOf ?? '');
    if (!this.wasRead && isNewer) {
      this.#change({ data, asOf, error: this.#state.error ?? error });
    }
  }

  /** The newest read does not know of everything that was there. */
  noteIncomplete() {
    this.#change({ complete: false });
  }

  reportTakenNames(entityRefs: string[]) {
    if (entityRefs.join() !== this.#takenNames.join()) {
      this.#takenNames = entityRefs;
      this.#change({ warnings: this.#warnings(this.#state.data) });
    }
  }

  #warnings(snapshot: ProxmoxSnapshot | undefined) {
    if (!snapshot) {
      return this.#state.warnings;
    }
    const { config, known, now } = this.#options;
    const problems = describeWarnings(config.name, {
      snapshot,
      facts: this.#facts ?? { cluster: {}, remarks: [] },
      takenNames: this.#takenNames,
      ...known(),
    });
    return this.#ledger.date(problems, now().toISOString());
  }

  #change(change: Partial<SourceState>) {
    this.#state = {
      ...this.#state,
      ...change,
      version: this.#state.version + 1,
    };
    if (change.data) {
      this.#index = undefined;
    }
    this.#options.onChange(this.#state);
  }
}
