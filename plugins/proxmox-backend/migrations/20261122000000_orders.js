// @ts-check

/**
 * Orders with what they create, so that a restart resumes them and a clean-up knows what is theirs.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('proxmox_orders', table => {
    table.comment('Orders, one row each');
    table.string('id', 36).notNullable().primary();
    table
      .string('idempotency_key', 200)
      .notNullable()
      .comment('Chosen by whoever orders; a repeated request has the same');
    table
      .string('requested_by', 255)
      .notNullable()
      .comment('User entity ref of the caller when it was accepted');
    table.string('state', 20).notNullable();
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('The order as JSON; holds no credentials');
    table
      .string('created_at', 30)
      .notNullable()
      .comment('ISO 8601 in UTC with milliseconds: sorts as text');
    table
      .string('lease_holder', 100)
      .nullable()
      .comment('The replica that works on it');
    table
      .bigInteger('lease_until')
      .nullable()
      .comment(
        'Milliseconds since 1970; afterwards another replica may resume',
      );
    table.unique(['requested_by', 'idempotency_key']);
    table.index(['state', 'lease_until']);
  });
  await knex.schema.createTable('proxmox_order_log', table => {
    table.comment('What happened to an order, line by line');
    table
      .string('order_id', 36)
      .notNullable()
      .references('id')
      .inTable('proxmox_orders')
      .onDelete('CASCADE');
    table.integer('n').notNullable().comment('Counts from 1');
    table.string('at', 30).notNullable();
    table.text('text').notNullable();
    table.primary(['order_id', 'n']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('proxmox_order_log');
  await knex.schema.dropTable('proxmox_orders');
};
