import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Order,
  OrderLogAnswer,
  orderSchema,
  OrderState,
} from '@rackstage/plugin-proxmox-common';
import { Knex } from 'knex';
import { OrderDecisions } from './OrderDecisions';
import { OrderLog } from './OrderLog';
import { mayBecome, workingStates } from './orderStates';

const ORDERS = 'proxmox_orders';

interface OrderRow {
  id: string;
  idempotency_key: string;
  requested_by: string;
  state: string;
  content: string;
  created_at: string;
  number: number | null;
  decisions: string | null;
  started_at: string | null;
  lease_holder: string | null;
  // PostgreSQL gives big integers as text.
  lease_until: number | string | null;
}

/** What a person decided about an order. */
export interface Decision {
  state: OrderState;
  /** For the log. */
  line: string;
  /** Why it is in that state. */
  message?: string;
}

/** What changes while an order is worked on; everything else was decided when it was accepted. */
export type OrderChanges = Partial<
  Pick<Order, 'state' | 'things' | 'message' | 'diagnoses'>
> & {
  /** The state that a new one is to follow; in another one somebody has decided otherwise. */
  from?: OrderState;
  /** Lines for its log. Written together, so that whoever sees the state finds what led to it. */
  log?: string[];
};

/** An order with what the service needs to work on it. */
export interface OrderRecord {
  order: Order;
  decisions: OrderDecisions;
  /** When it was accepted, resumed, its clean-up begun, or, while it waits, when everything was applied. */
  startedAt: string;
}

/** An order that has passed every check, to be recorded. */
export interface AcceptedOrder {
  order: Order;
  idempotencyKey: string;
  decisions: OrderDecisions;
  /** The highest number of the orders that were known when it was decided. */
  lastNumber: number;
  /** First lines of its log. */
  log?: string[];
}

/** Somebody else works on the order by now: stop, and write nothing more. */
export class LeaseLostError extends ConflictError {}

/**
 * Keeps orders in the plugin's database. Only the holder of an order's lease changes it; a lease that ran out, because
 * its replica was killed, goes to whoever asks next.
 */
export class OrderStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #log: OrderLog;

  /** The tables have to be there: the plugin's migrations ran before. */
  static create(options: { knex: Knex; now?: () => Date }) {
    return new OrderStore(options);
  }

  private constructor(options: { knex: Knex; now?: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now ?? (() => new Date());
    this.#log = new OrderLog(this.#knex, this.#now);
  }

  /**
   * Records an order, or finds the one of the same person and key. Resolves to undefined where another order was
   * accepted since this one was decided: what it holds may not be free any more, so decide anew.
   *
   * Throws ConflictError where the key's order is about something else.
   */
  async accept(
    accepted: AcceptedOrder,
  ): Promise<{ order: Order; created: boolean } | undefined> {
    const { order, idempotencyKey } = accepted;
    const created = await this.#insert(accepted);
    if (created) {
      return { order, created };
    }
    const known = await this.findByKey(order, idempotencyKey);
    return known && { order: known, created };
  }

  /** The order of this person and key. Throws ConflictError where it is about something else. */
  async findByKey(
    order: Pick<Order, 'requestedBy' | 'spec'>,
    idempotencyKey: string,
  ): Promise<Order | undefined> {
    const row = await this.#orders()
      .where({
        requested_by: order.requestedBy,
        idempotency_key: idempotencyKey,
      })
      .first();
    const known = row && parseRow(row);
    if (known && JSON.stringify(known.spec) !== JSON.stringify(order.spec)) {
      throw new ConflictError(
        `idempotencyKey: you have used this key for order ${known.id} already, which is about something else; use a new key for a new order`,
      );
    }
    return known;
  }

  /** The number of the newest order; 0 where there is none. */
  async getLastNumber(): Promise<number> {
    const row = await this.#orders().max({ last: 'number' }).first();
    return Number(row?.last ?? 0);
  }

  async find(id: string): Promise<Order | undefined> {
    const row = await this.#orders().where({ id }).first();
    return row && parseRow(row);
  }

  /** Throws NotFoundError. */
  async get(id: string): Promise<Order> {
    return parseRow(await this.#getRow(id));
  }

  /** Throws NotFoundError. */
  async getRecord(id: string): Promise<OrderRecord> {
    return parseRecord(await this.#getRow(id));
  }

  /** The newest first. */
  async list(): Promise<Order[]> {
    const rows = await this.#orders().orderBy('created_at', 'desc');
    return rows.map(parseRow);
  }

  /** Orders that hold names, VMIDs and addresses: all that are not cleaned up. */
  async listHolding(): Promise<OrderRecord[]> {
    const rows = await this.#orders()
      .whereNot({ state: 'cleaned-up' })
      .whereNotNull('decisions');
    return rows.map(parseRecord);
  }

  /**
   * Orders that somebody should work on and nobody does, the oldest first. They are not read here: one that another release
   * wrote, and this one does not understand, must not hold up the others.
   */
  async listWaiting(): Promise<{ id: string; state: string }[]> {
    const now = this.#now().getTime();
    return this.#orders()
      .select('id', 'state')
      .whereIn('state', workingStates)
      .andWhere(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<=', now),
      )
      .orderBy('created_at');
  }

  /** Takes the lease of an order; false where another replica has it. One statement, so that one wins. */
  async lease(id: string, holder: string, leaseMs: number): Promise<boolean> {
    const now = this.#now().getTime();
    const changed = await this.#orders()
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

  /**
   * Renews a lease; false where it is not this holder's any more, or the order is in another state than the given one. A
   * lease that was given back is not taken again: the order may have ended meanwhile.
   */
  async renew(
    id: string,
    holder: string,
    lease: { leaseMs: number; state?: OrderState },
  ): Promise<boolean> {
    const { leaseMs, state } = lease;
    const changed = await this.#orders()
      .where({ id, lease_holder: holder, ...(state ? { state } : {}) })
      .update({ lease_until: this.#now().getTime() + leaseMs });
    return changed === 1;
  }

  /** Gives the lease back; does nothing where it is another's by now. */
  async release(id: string, holder: string): Promise<void> {
    await this.#orders()
      .where({ id, lease_holder: holder })
      .update({ lease_holder: null, lease_until: null });
  }

  /**
   * Writes progress. Throws LeaseLostError where the lease was lost, so that a replica which was thought dead does not
   * overwrite the work of its successor, and ConflictError where the order cannot get into that state.
   */
  async update(
    id: string,
    holder: string,
    changes: OrderChanges,
  ): Promise<Order> {
    const { log = [], from, ...fields } = changes;
    const known = await this.get(id);
    if (fields.state && from && known.state !== from) {
      throw new LeaseLostError(
        `Order ${id} is ${known.state} by now: somebody has decided so.`,
      );
    }
    const order = this.#change(known, fields);
    await this.#knex.transaction(async transaction => {
      const changed = await transaction<OrderRow>(ORDERS)
        // The state is compared too: it may have changed since it was read.
        .where({ id, lease_holder: holder, state: known.state })
        .andWhere('lease_until', '>', this.#now().getTime())
        .update({
          state: order.state,
          content: JSON.stringify(order),
          // The time of its controllers begins once they have everything, however long the API server was away before.
          ...(fields.state === 'waiting'
            ? { started_at: order.updatedAt }
            : {}),
        });
      if (changed !== 1) {
        throw new LeaseLostError(
          `Order ${id} is no longer worked on by ${holder}: its lease has run out.`,
        );
      }
      await this.#log.append(transaction, id, log);
    });
    return order;
  }

  /**
   * Carries out what a person decided about an order. Whoever works on it keeps the lease, sees at its next write that the
   * order is in another state, and gives it back: nobody else begins while a call of theirs is under way.
   *
   * Throws ConflictError where it cannot get into that state, also because another decision came first.
   */
  async decide(id: string, decision: Decision): Promise<Order> {
    const { state, line, message } = decision;
    const known = await this.get(id);
    const order = this.#change(known, { state, message });
    const startedAt = order.updatedAt;
    await this.#knex.transaction(async transaction => {
      const changed = await transaction<OrderRow>(ORDERS)
        .where({ id, state: known.state })
        .update({
          state,
          content: JSON.stringify(order),
          started_at: startedAt,
        });
      if (changed !== 1) {
        throw new ConflictError(
          `Order ${id} was changed by somebody else at the same moment; look at it again.`,
        );
      }
      await this.#log.append(transaction, id, [line]);
    });
    return order;
  }

  /** Lines after the given number. Throws NotFoundError. */
  async readLog(id: string, after = 0): Promise<OrderLogAnswer> {
    const { state } = await this.get(id);
    return { state, lines: await this.#log.read(id, after) };
  }

  #insert(accepted: AcceptedOrder): Promise<boolean> {
    const { order, idempotencyKey, decisions, lastNumber, log } = accepted;
    return this.#knex.transaction(async transaction => {
      const inserted = await transaction<OrderRow>(ORDERS)
        .insert({
          id: order.id,
          idempotency_key: idempotencyKey,
          requested_by: order.requestedBy,
          state: order.state,
          content: JSON.stringify(order),
          created_at: order.createdAt,
          number: lastNumber + 1,
          decisions: JSON.stringify(decisions),
          started_at: order.createdAt,
        })
        // Of the key or of the number.
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length) {
        await this.#log.append(transaction, order.id, log ?? []);
      }
      return inserted.length > 0;
    });
  }

  #change(known: Order, changes: Omit<OrderChanges, 'log' | 'from'>): Order {
    const state = changes.state ?? known.state;
    if (!mayBecome(known.state, state)) {
      throw new ConflictError(
        `Order ${known.id} is ${known.state} and cannot become ${state}.`,
      );
    }
    const updatedAt = this.#now().toISOString();
    return { ...known, ...changes, state, updatedAt };
  }

  async #getRow(id: string): Promise<OrderRow> {
    const row = await this.#orders().where({ id }).first();
    if (!row) {
      throw new NotFoundError(`There is no order ${id}.`);
    }
    return row;
  }

  #orders() {
    return this.#knex<OrderRow>(ORDERS);
  }
}

function parseRow({ content }: OrderRow): Order {
  return orderSchema.parse(JSON.parse(content));
}

function parseRecord(row: OrderRow): OrderRecord {
  return {
    order: parseRow(row),
    decisions: JSON.parse(row.decisions ?? 'null'),
    startedAt: row.started_at ?? row.created_at,
  };
}
