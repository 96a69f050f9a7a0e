import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { OrderStore } from './OrderStore';
import { Alarm } from './work/Alarm';
import { OrderRun, OrderRunOptions } from './work/OrderRun';

/** A killed replica keeps its orders waiting for so long. */
const LEASE_MS = 30_000;
const POLL_MS = 2_000;
/** Changes come in bursts while a cluster comes up. */
const LEAST_PAUSE_MS = 200;

type OrderWorkerOptions = Omit<
  OrderRunOptions,
  'id' | 'holder' | 'leaseMs' | 'store' | 'now'
> & {
  inventory: Pick<ProxmoxInventory, 'subscribeManagementClusters'>;
  store: OrderStore;
  now?: () => Date;
  leaseMs?: number;
};

/**
 * Works on the accepted orders, each under a lease, side by side with the workers of other replicas: whoever asks first gets
 * an order, and gets it too when its holder was killed.
 */
export class OrderWorker {
  readonly #options: OrderWorkerOptions;
  // The host is for people who look into the database.
  readonly #holder = `${hostname().slice(0, 40)} ${randomUUID()}`;
  readonly #leaseMs: number;
  readonly #active = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  readonly #nudges = new Alarm();
  readonly #looks = new Set<Alarm>();
  #loop?: Promise<void>;

  constructor(options: OrderWorkerOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /** Begins to look for work, until it is stopped. */
  start(): void {
    this.#loop ??= this.#look();
  }

  /** There is work: do not wait until the next look. */
  nudge(): void {
    this.#nudges.ring();
  }

  /** Ends after the steps that are being taken, and gives all leases back so that another replica goes on at once. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#nudges.ring();
    await this.#loop;
    await Promise.all(this.#active.values());
  }

  async #look() {
    const { logger } = this.#options;
    let isFailing = false;
    const unsubscribe = this.#options.inventory.subscribeManagementClusters(
      () => this.#looks.forEach(alarm => alarm.ring()),
    );
    while (!this.#isStopped) {
      try {
        await this.#takeWaiting();
        isFailing = false;
      } catch (error) {
        if (!isFailing) {
          logger.warn(
            `Orders are not worked on, because the database does not answer; trying again: ${error}`,
          );
        }
        isFailing = true;
      }
      await this.#nudges.wait(POLL_MS);
    }
    unsubscribe();
  }

  async #takeWaiting() {
    const { store } = this.#options;
    for (const { id } of await store.listWaiting()) {
      if (this.#isStopped) {
        return;
      }
      const isFree = !this.#active.has(id);
      if (isFree && (await store.lease(id, this.#holder, this.#leaseMs))) {
        const work = this.#work(id).finally(() => this.#active.delete(id));
        this.#active.set(id, work);
      }
    }
  }

  async #work(id: string): Promise<void> {
    const { store, logger, now = () => new Date() } = this.#options;
    const ended = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, ended.signal]);
    const run = new OrderRun({
      ...this.#options,
      id,
      holder: this.#holder,
      leaseMs: this.#leaseMs,
      now,
    });
    const heartbeat = setInterval(async () => {
      const isHeld = await store
        .renew(id, this.#holder, { leaseMs: this.#leaseMs })
        // Whether it was lost shows at the next write.
        .catch(() => true);
      if (!isHeld) {
        ended.abort();
      }
    }, this.#leaseMs / 3);
    heartbeat.unref();
    try {
      await this.#takeSteps(run, signal);
    } finally {
      clearInterval(heartbeat);
      await store.release(id, this.#holder).catch(error => {
        logger.warn(
          `Order ${id} stays leased for up to ${
            this.#leaseMs / 1000
          } seconds, because its lease could not be given back: ${error}`,
        );
      });
    }
  }

  async #takeSteps(run: OrderRun, signal: AbortSignal) {
    const look = new Alarm();
    const end = new Alarm();
    signal.addEventListener('abort', () => {
      look.ring();
      end.ring();
    });
    while (!signal.aborted) {
      const next = await run.step();
      if (next.is === 'done') {
        return;
      }
      if (next.is === 'look') {
        this.#looks.add(look);
        await end.wait(LEAST_PAUSE_MS);
        await look.wait(next.delayMs - LEAST_PAUSE_MS);
        this.#looks.delete(look);
      } else if (next.delayMs > 0) {
        await end.wait(next.delayMs);
      }
    }
  }

  get #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }
}
