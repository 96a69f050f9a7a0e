import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Order,
  OrderLogAnswer,
  orderSchema,
} from '@rackstage/plugin-proxmox-common';
import { Knex } from 'knex';
import { mayBecome, workingStates } from './orderStates';

const ORDERS = 'proxmox_orders';
const LOG = 'proxmox_order_log';

interface OrderRow {
  id: string;
  idempotency_key: string;
  requested_by: string;
  state: string;
  content: string;
  created_at: string;
  lease_holder: string | null;
  // PostgreSQL gives big integers as text.
  lease_until: number | string | null;
}

interface LogRow {
  order_id: string;
  n: number;
  at: string;
  text: string;
}

/** What changes while an order is worked on; everything else was decided when it was accepted. */
export type OrderChanges = Partial<
  Pick<Order, 'state' | 'things' | 'message' | 'diagnoses'>
>;

/**
 * Keeps orders in the plugin's database. Only the holder of an order's lease changes it; a lease that ran out, because
 * its replica was killed, goes to whoever asks next.
 */
export class OrderStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  /** The tables have to be there: the plugin's migrations ran before. */
  static create(options: { knex: Knex; now?: () => Date }) {
    return new OrderStore(options);
  }

  private constructor(options: { knex: Knex; now?: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Records an order, or finds the one of the same person and key. Throws ConflictError where that one is about
   * something else.
   */
  async accept(
    order: Order,
    idempotencyKey: string,
  ): Promise<{ order: Order; created: boolean }> {
    const inserted = await this.#knex<OrderRow>(ORDERS)
      .insert({
        id: order.id,
        idempotency_key: idempotencyKey,
        requested_by: order.requestedBy,
        state: order.state,
        content: JSON.stringify(order),
        created_at: order.createdAt,
      })
      .onConflict(['requested_by', 'idempotency_key'])
      .ignore()
      .returning('id');
    const row = await this.#knex<OrderRow>(ORDERS)
      .where({
        requested_by: order.requestedBy,
        idempotency_key: idempotencyKey,
      })
      .first();
    const known = parseRow(row!);
    if (JSON.stringify(known.spec) !== JSON.stringify(order.spec)) {
      throw new ConflictError(
        `idempotencyKey: you have used this key for order ${known.id} already, which is about something else; use a new key for a new order`,
      );
    }
    return { order: known, created: inserted.length > 0 };
  }

  /** Throws NotFoundError. */
  async get(id: string): Promise<Order> {
    const row = await this.#knex<OrderRow>(ORDERS).where({ id }).first();
    if (!row) {
      throw new NotFoundError(`There is no order ${id}.`);
    }
    return parseRow(row);
  }

  /** The newest first. */
  async list(): Promise<Order[]> {
    const rows = await this.#knex<OrderRow>(ORDERS).orderBy(
      'created_at',
      'desc',
    );
    return rows.map(parseRow);
  }

  /** Orders that somebody should work on and nobody does, the oldest first. */
  async listWaiting(): Promise<Order[]> {
    const now = this.#now().getTime();
    const rows = await this.#knex<OrderRow>(ORDERS)
      .whereIn('state', workingStates)
      .andWhere(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<=', now),
      )
      .orderBy('created_at');
    return rows.map(parseRow);
  }

  /** Takes or renews the lease of an order; false where another replica has it. One statement, so that one wins. */
  async lease(id: string, holder: string, leaseMs: number): Promise<boolean> {
    const now = this.#now().getTime();
    const changed = await this.#knex<OrderRow>(ORDERS)
      .where({ id })
      .andWhere(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<=', now)
          .orWhere('lease_holder', holder),
      )
      .update({ lease_holder: holder, lease_until: now + leaseMs });
    return changed === 1;
  }

  /** Gives the lease back; does nothing where it is another's by now. */
  async release(id: string, holder: string): Promise<void> {
    await this.#knex<OrderRow>(ORDERS)
      .where({ id, lease_holder: holder })
      .update({ lease_holder: null, lease_until: null });
  }

  /**
   * Writes progress. Throws ConflictError where the lease was lost, so that a replica which was thought dead does not
   * overwrite the work of its successor, and where the order cannot get into that state.
   */
  async update(
    id: string,
    holder: string,
    changes: OrderChanges,
  ): Promise<Order> {
    const known = await this.get(id);
    const state = changes.state ?? known.state;
    if (!mayBecome(known.state, state)) {
      throw new ConflictError(
        `Order ${id} is ${known.state} and cannot become ${state}.`,
      );
    }
    const updatedAt = this.#now().toISOString();
    const order: Order = { ...known, ...changes, state, updatedAt };
    const changed = await this.#knex<OrderRow>(ORDERS)
      // The state is compared too: it may have changed since it was read.
      .where({ id, lease_holder: holder, state: known.state })
      .andWhere('lease_until', '>', this.#now().getTime())
      .update({ state, content: JSON.stringify(order) });
    if (changed !== 1) {
      throw new ConflictError(
        `Order ${id} is no longer worked on by ${holder}: its lease has run out.`,
      );
    }
    return order;
  }

  /** Adds a line to the log of an order. Only the holder of the lease writes, so lines have one order. */
  async appendLog(id: string, text: string): Promise<void> {
    await this.#knex.transaction(async transaction => {
      const last = await transaction<LogRow>(LOG)
        .where({ order_id: id })
        .orderBy('n', 'desc')
        .first();
      await transaction<LogRow>(LOG).insert({
        order_id: id,
        n: (last?.n ?? 0) + 1,
        at: this.#now().toISOString(),
        text,
      });
    });
  }

  /** Lines after the given number. Throws NotFoundError. */
  async readLog(id: string, after = 0): Promise<OrderLogAnswer> {
    const { state } = await this.get(id);
    const rows = await this.#knex<LogRow>(LOG)
      .where({ order_id: id })
      .andWhere('n', '>', after)
      .orderBy('n');
    return { state, lines: rows.map(({ n, at, text }) => ({ n, at, text })) };
  }
}

function parseRow({ content }: OrderRow): Order {
  return orderSchema.parse(JSON.parse(content));
}
