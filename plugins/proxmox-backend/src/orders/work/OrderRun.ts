import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Order, OrderState } from '@rackstage/plugin-proxmox-common';
import { KubeManifest } from '@rackstage/plugin-proxmox-node';
import { addPlanned, applyThings } from '../applyThings';
import {
  LeaseLostError,
  OrderChanges,
  OrderRecord,
  OrderStore,
} from '../OrderStore';
import { KubeWriter } from '../writableKinds';
import { classifyFailure } from './classifyFailure';
import { cleanUpOrder } from './cleanUpOrder';
import { guardWriter } from './guardWriter';
import { describeDuration } from './judgeProgress';
import { ObservedInventory } from './observeOrder';
import { OrderWatch } from './OrderWatch';
import { Line, Narrator } from './Narrator';

const LOOK_AGAIN_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** The subject of lines on the management cluster itself. */
const MANAGEMENT = 'Management cluster';

/** Who works on an order, and with what. */
export interface OrderRunOptions {
  id: string;
  holder: string;
  leaseMs: number;
  timeoutMs: number;
  store: Pick<OrderStore, 'getRecord' | 'update' | 'renew' | 'readLog'>;
  inventory: ObservedInventory;
  getWriter: (managementCluster: string) => KubeWriter;
  buildManifests: (record: OrderRecord) => KubeManifest[];
  /** An order has got into another state; what it throws changes nothing. */
  onState: (order: Order) => Promise<void>;
  logger: Pick<LoggerService, 'info' | 'warn' | 'error'>;
  now: () => Date;
}

/** What comes after a step; after `look` there may be something to do earlier, when the inventory has changed. */
export type NextStep =
  | { is: 'done' }
  | { is: 'again'; delayMs: number }
  | { is: 'look'; delayMs: number };

/**
 * Works on one order under a lease, step by step. Every step begins with what is recorded, so that it does not matter who
 * did the one before and where it was killed.
 */
export class OrderRun {
  readonly #options: OrderRunOptions;
  readonly #watch: OrderWatch;
  readonly #narrator: Narrator;
  /** In which the present step found the order. */
  #state?: OrderState;
  #failures = 0;
  #lastFailure?: string;

  constructor(options: OrderRunOptions) {
    this.#options = options;
    this.#watch = new OrderWatch(options);
    this.#narrator = new Narrator(options.store, options.id);
  }

  /** Takes the next step. Does not reject: what fails is recorded, or tried again later. */
  async step(): Promise<NextStep> {
    try {
      const record = await this.#options.store.getRecord(this.#options.id);
      this.#state = record.order.state;
      const next = await this.#take(record);
      this.#failures = 0;
      this.#lastFailure = undefined;
      return next;
    } catch (error) {
      return this.#settle(error);
    }
  }

  async #take(record: OrderRecord): Promise<NextStep> {
    switch (record.order.state) {
      case 'accepted':
        return this.#begin(record.order);
      case 'applying':
        return (await this.#waitForSight(record.order)) ?? this.#apply(record);
      case 'waiting':
        return this.#wait(record);
      case 'cleaning-up':
        return (
          (await this.#waitForSight(record.order)) ?? this.#cleanUp(record)
        );
      default:
        return { is: 'done' };
    }
  }

  /**
   * Until the inventory has read the management cluster and knows it again, what is not there proves nothing, and what is
   * made may be made in another one.
   */
  async #waitForSight(order: Order): Promise<NextStep | undefined> {
    const { managementCluster } = order.spec;
    const state =
      this.#options.inventory.getManagementCluster(managementCluster);
    if (!state || (state.complete && !state.error)) {
      return undefined;
    }
    if (state.error?.code === 'configuration') {
      const { message, nextStep } = state.error;
      throw new ConflictError(`${message} ${nextStep}`);
    }
    if (state.error) {
      await this.#sayAway(order);
    }
    return { is: 'look', delayMs: LOOK_AGAIN_MS };
  }

  async #begin({ things, spec }: Order): Promise<NextStep> {
    const { tenant, managementCluster } = spec;
    await this.#update({
      state: 'applying',
      log: [
        `Applying ${things.length} objects in ${tenant} of ${managementCluster}.`,
      ],
    });
    return { is: 'again', delayMs: 0 };
  }

  async #apply(record: OrderRecord): Promise<NextStep> {
    const manifests = this.#options.buildManifests(record);
    const things = addPlanned(record.order.things, manifests);
    if (things.length > record.order.things.length) {
      await this.#update({ things });
    }
    let known = things;
    const warnings: string[] = [];
    await applyThings({
      writer: this.#guard(record.order, warning => warnings.push(warning)),
      order: { ...record.order, things },
      manifests,
      record: async changed => {
        const fresh = changed.filter(
          ({ uid }, index) => uid && uid !== known[index].uid,
        );
        known = changed;
        await this.#update({
          things: changed,
          log: [
            ...fresh.map(({ kind, name }) => `Applied ${kind} ${name}.`),
            ...warnings.splice(0).map(text => `Kubernetes remarks: ${text}`),
          ],
        });
      },
    });
    await this.#sayReachable(record.order);
    await this.#update({
      state: 'waiting',
      log: ['All objects are there. Waiting for the controllers.'],
    });
    return { is: 'again', delayMs: 0 };
  }

  async #wait(record: OrderRecord): Promise<NextStep> {
    const writer = this.#guard(record.order);
    const { contact, lines, changes } = await this.#watch.look(record, writer);
    if (contact === 'away') {
      await this.#sayAway(record.order);
    } else if (contact === 'seen') {
      await this.#sayReachable(record.order);
    }
    return this.#tell(lines, changes);
  }

  async #cleanUp(record: OrderRecord): Promise<NextStep> {
    const { timeoutMs, now, inventory } = this.#options;
    const { lines, changes } = await cleanUpOrder({
      record,
      writer: this.#guard(record.order),
      inventory,
      timeoutMs,
      now: now(),
    });
    await this.#sayReachable(record.order);
    return this.#tell(lines, changes);
  }

  async #tell(lines: Line[], changes?: OrderChanges): Promise<NextStep> {
    const log = [
      ...(await this.#narrator.select(lines)),
      ...(changes?.log ?? []),
    ];
    if (changes || log.length) {
      await this.#update({ ...changes, log });
    }
    return changes?.state
      ? { is: 'done' }
      : { is: 'look', delayMs: LOOK_AGAIN_MS };
  }

  #guard(order: Order, onWarning: (text: string) => void = () => {}) {
    const { getWriter, store, id, holder, leaseMs } = this.#options;
    return guardWriter(getWriter(order.spec.managementCluster), {
      renew: async () => {
        const { state } = order;
        if (!(await store.renew(id, holder, { leaseMs, state }))) {
          throw new LeaseLostError(
            `Order ${id} is no longer ${state}, or no longer worked on by ${holder}.`,
          );
        }
      },
      deadlineMs: (leaseMs * 2) / 3,
      onWarning,
    });
  }

  async #settle(error: unknown): Promise<NextStep> {
    const { logger, id, store } = this.#options;
    const kind = classifyFailure(error);
    if (kind === 'lost') {
      logger.info(`Order ${id}: ${String(error)}`);
      return { is: 'done' };
    }
    try {
      const record = await store.getRecord(id);
      if (kind === 'refused' || this.#isOverdue(kind, record)) {
        await this.#fail(error);
        return { is: 'done' };
      }
      if (kind === 'away') {
        await this.#sayAway(record.order);
      }
    } catch (second) {
      logger.warn(`Order ${id}: it cannot be recorded why: ${second}`);
    }
    this.#failures += 1;
    const delayMs = Math.min(
      LAST_RETRY_MS,
      FIRST_RETRY_MS * 2 ** (this.#failures - 1),
    );
    // An outage of hours is one line.
    if (String(error) !== this.#lastFailure) {
      logger.warn(
        `Order ${id}: a step failed and is tried again in ${describeDuration(
          delayMs,
        )}, then less and less often: ${error}`,
      );
    }
    this.#lastFailure = String(error);
    return { is: 'again', delayMs };
  }

  /** A management cluster that is away is waited for; nobody knows what else may pass. */
  #isOverdue(kind: string, { startedAt }: OrderRecord): boolean {
    const { now, timeoutMs } = this.#options;
    const elapsed = now().getTime() - new Date(startedAt).getTime();
    return kind === 'unknown' && elapsed >= timeoutMs;
  }

  async #fail(error: unknown) {
    const message = error instanceof Error ? error.message : String(error);
    await this.#update({
      state: 'failed',
      message,
      log: [`Failed: ${message}`],
    });
  }

  async #sayAway({ spec }: Order) {
    const text = `${spec.managementCluster} cannot be reached at present; trying again until it can.`;
    await this.#say(MANAGEMENT, text);
  }

  /** Once its watches work too: right after an outage they are behind. */
  async #sayReachable({ spec }: Order) {
    const { inventory } = this.#options;
    const state = inventory.getManagementCluster(spec.managementCluster);
    const wasAway = await this.#narrator.hasSpokenOf(MANAGEMENT);
    if (wasAway && !state?.error) {
      await this.#say(MANAGEMENT, 'it can be reached.');
    }
  }

  async #say(subject: string, text: string) {
    const log = await this.#narrator.select([{ subject, text }]);
    if (log.length) {
      await this.#update({ log });
    }
  }

  async #update(changes: OrderChanges) {
    const { store, id, holder, onState, logger } = this.#options;
    const order = await store.update(id, holder, {
      ...changes,
      from: this.#state,
    });
    if (changes.state) {
      await onState(order).catch(error => {
        logger.warn(
          `Order ${id} is ${changes.state}, which could not be audited: ${error}`,
        );
      });
    }
  }
}
