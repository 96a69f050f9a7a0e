import { OrderLogAnswer } from '@rackstage/plugin-proxmox-common';
import { Knex } from 'knex';

const LOG = 'proxmox_order_log';
/** The one who works on an order and somebody who decides about it may write at the same moment. */
const ATTEMPTS = 5;
/** Controllers may put whole logs into a message, and it may be another one each second. */
const MAXIMUM_LENGTH = 2_000;

interface LogRow {
  order_id: string;
  n: number;
  at: string;
  text: string;
}

/** The logs of orders, line by line. */
export class OrderLog {
  readonly #knex: Knex;
  readonly #now: () => Date;

  constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  /** Adds lines at the end. */
  async append(
    connection: Knex | Knex.Transaction,
    id: string,
    lines: string[],
  ): Promise<void> {
    for (const text of lines) {
      await this.#appendLine(connection, id, text);
    }
  }

  /** Lines after the given number. */
  async read(id: string, after: number): Promise<OrderLogAnswer['lines']> {
    const rows = await this.#knex<LogRow>(LOG)
      .where({ order_id: id })
      .andWhere('n', '>', after)
      .orderBy('n');
    return rows.map(({ n, at, text }) => ({ n, at, text }));
  }

  async #appendLine(
    connection: Knex | Knex.Transaction,
    id: string,
    line: string,
  ) {
    const text = shorten(line);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const last = await connection<LogRow>(LOG)
        .where({ order_id: id })
        .max({ n: 'n' })
        .first();
      const written = await connection<LogRow>(LOG)
        .insert({
          order_id: id,
          n: Number(last?.n ?? 0) + 1,
          at: this.#now().toISOString(),
          text,
        })
        .onConflict(['order_id', 'n'])
        .ignore()
        .returning('n');
      if (written.length) {
        return;
      }
    }
    throw new Error(
      `Too many write to the log of order ${id} at the same moment.`,
    );
  }
}

function shorten(line: string): string {
  // PostgreSQL keeps no text with it, and the order would stop there.
  const text = line.replaceAll('\0', '');
  return text.length > MAXIMUM_LENGTH
    ? `${text.slice(0, MAXIMUM_LENGTH)}…`
    : text;
}
