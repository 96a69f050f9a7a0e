// @ts-check

/**
 * Management clusters are remembered beside the Proxmox sources; names are unique among both.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('proxmox_last_good', table => {
    table
      .string('kind', 15)
      .notNullable()
      .defaultTo('proxmox')
      .comment('What the source is: proxmox or kubernetes');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('proxmox_last_good').whereNot({ kind: 'proxmox' }).delete();
  await knex.schema.alterTable('proxmox_last_good', table => {
    table.dropColumn('kind');
  });
};
