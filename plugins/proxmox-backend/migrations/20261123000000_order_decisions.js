// @ts-check

/**
 * What was decided for an order when it was accepted. The number is unique, so of two orders that were decided on the
 * same knowledge of the others only one is accepted, on whichever replicas: the other one is decided anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('proxmox_orders', table => {
    table
      .integer('number')
      .nullable()
      .comment('Counts accepted orders from 1; null in rows from before');
    table
      .text('decisions')
      .nullable()
      .comment(
        'Stack, node of the template and VMID range as JSON; no credentials',
      );
    table
      .string('started_at', 30)
      .nullable()
      .comment(
        'ISO 8601 in UTC; when it was accepted, resumed or its clean-up begun',
      );
    table.unique(['number']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('proxmox_orders', table => {
    table.dropUnique(['number']);
  });
  await knex.schema.alterTable('proxmox_orders', table => {
    table.dropColumn('number');
    table.dropColumn('decisions');
    table.dropColumn('started_at');
  });
};
