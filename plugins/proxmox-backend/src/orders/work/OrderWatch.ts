import { Diagnosis, Order } from '@rackstage/plugin-proxmox-common';
import { locateWritable, KubeWriter } from '../writableKinds';
import { OrderChanges, OrderRecord } from '../OrderStore';
import { readObject } from '../readObject';
import { judgeProgress, Verdict } from './judgeProgress';
import { Line } from './Narrator';
import { Observation, ObservedInventory, observeOrder } from './observeOrder';

/** Until the watches have shown what was just applied. */
const APPEARANCE_MS = 10_000;

/** What was found at one look. */
export interface Look {
  /** Whether the management cluster can be read; unknown until it was read for the first time. */
  contact: 'seen' | 'away' | 'unknown';
  lines: Line[];
  changes?: OrderChanges;
}

/** Waits for an ordered cluster by looking at the inventory. */
export class OrderWatch {
  readonly #inventory: ObservedInventory;
  readonly #timeoutMs: number;
  readonly #now: () => Date;
  #readableSince?: number;
  #givenUpSince?: number;

  constructor(options: {
    inventory: ObservedInventory;
    timeoutMs: number;
    now: () => Date;
  }) {
    this.#inventory = options.inventory;
    this.#timeoutMs = options.timeoutMs;
    this.#now = options.now;
  }

  async look(record: OrderRecord, writer: KubeWriter): Promise<Look> {
    const { order } = record;
    const { managementCluster } = order.spec;
    const state = this.#inventory.getManagementCluster(managementCluster);
    if (!state) {
      return failed(
        `Management cluster '${managementCluster}' is not configured any more. Put it back into proxmox.kubernetes and resume the order.`,
      );
    }
    if (!state.data || !state.complete || state.error) {
      this.#readableSince = undefined;
      return { contact: state.error ? 'away' : 'unknown', lines: [] };
    }
    // Its machines are shown with their guests, which should not be a minute old.
    this.#inventory.renewInterest(order.spec.proxmox.source);
    const now = this.#now();
    const observe = (thorough: boolean) =>
      observeOrder({
        inventory: this.#inventory,
        record,
        state,
        now,
        thorough,
      });
    let seen = await observe(false);
    let verdict = this.#judge(record, seen, now.getTime());
    if (verdict.is === 'failed') {
      // The log of a task may name the cause; it is not read each second.
      seen = await observe(true);
      verdict = this.#judge(record, seen, now.getTime());
    }
    const lines = seen.progress.map(({ subject, text }) => ({ subject, text }));
    const changes = await this.#conclude({ order, seen, verdict, writer });
    return { contact: 'seen', lines, changes };
  }

  #judge(record: OrderRecord, seen: Observation, now: number): Verdict {
    this.#readableSince ??= now;
    this.#givenUpSince = seen.hasGivenUp
      ? this.#givenUpSince ?? now
      : undefined;
    return judgeProgress({
      ...seen,
      elapsedMs: now - new Date(record.startedAt).getTime(),
      observedMs: now - this.#readableSince,
      givenUpMs: now - (this.#givenUpSince ?? now),
      timeoutMs: this.#timeoutMs,
    });
  }

  async #conclude(options: {
    order: Order;
    seen: Observation;
    verdict: Verdict;
    writer: KubeWriter;
  }): Promise<OrderChanges | undefined> {
    const { order, seen, verdict } = options;
    if (verdict.is === 'failed') {
      return failure(verdict.message, seen.diagnoses);
    }
    const lost = await this.#findLoss(options);
    if (lost) {
      return failure(lost, seen.diagnoses);
    }
    if (verdict.is === 'ready') {
      return {
        state: 'ready',
        message: undefined,
        diagnoses: seen.diagnoses,
        log: [`Cluster ${order.spec.name} is ready.`],
      };
    }
    const { message } = verdict;
    const isNews =
      message !== order.message ||
      summarise(seen.diagnoses) !== summarise(order.diagnoses);
    return isNews ? { message, diagnoses: seen.diagnoses } : undefined;
  }

  /**
   * Before it is called ready, and where it is not seen, the cluster itself is asked for: is it the one of this order? So is
   * its pool where that is not seen.
   */
  async #findLoss(options: {
    order: Order;
    seen: Observation;
    verdict: Verdict;
    writer: KubeWriter;
  }): Promise<string | undefined> {
    const { order, seen, verdict, writer } = options;
    const wanted = verdict.is === 'ready' ? 'Cluster' : this.#findUnseen(seen);
    const thing = order.things.find(({ kind }) => kind === wanted);
    if (!thing) {
      return undefined;
    }
    const live = await readObject(
      writer,
      locateWritable(thing, order.spec.tenant),
    );
    return live?.metadata.uid === thing.uid
      ? undefined
      : `${thing.kind} ${thing.name} of this order does not exist any more: somebody else has deleted it. Resume the order to make it again, or clean up what is left.`;
  }

  /** The kind of what should have been seen by now. */
  #findUnseen({ cluster }: Observation): string | undefined {
    if (this.#now().getTime() - (this.#readableSince ?? 0) < APPEARANCE_MS) {
      return undefined;
    }
    if (!cluster) {
      return 'Cluster';
    }
    return cluster.pools.length ? undefined : 'MachineDeployment';
  }
}

function failed(message: string): Look {
  return { contact: 'unknown', lines: [], changes: failure(message) };
}

function failure(message: string, diagnoses?: Diagnosis[]): OrderChanges {
  return {
    state: 'failed',
    message,
    ...(diagnoses && { diagnoses }),
    log: [`Failed: ${message}`],
  };
}

/** Evidence changes by the second; what is said of it does not. */
function summarise(diagnoses: Diagnosis[]): string {
  return JSON.stringify(
    diagnoses.map(({ ruleId, severity, text }) => [ruleId, severity, text]),
  );
}
