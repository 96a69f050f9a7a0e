// @ts-check

/**
 * The last good snapshot of every source, so that a restart with a dead source loses nothing.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('proxmox_last_good', table => {
    table.comment('Last good snapshot of every Proxmox source');
    table
      .string('source', 63)
      .notNullable()
      .primary()
      .comment('Name of the source, as in proxmox.clusters[].name');
    table
      .integer('format')
      .notNullable()
      .comment('How `state` is written; rows of another format are skipped');
    table
      .string('as_of', 30)
      .notNullable()
      .comment(
        'When the snapshot was read, ISO 8601 in UTC with milliseconds: sorts as text',
      );
    table
      .string('saved_at', 30)
      .notNullable()
      .comment('When the row was written, ISO 8601 in UTC');
    table
      .binary('state')
      .notNullable()
      .comment('State of the source, gzipped JSON; holds no credentials');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('proxmox_last_good');
};
