import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  errorsNotGiven,
  errorStories,
  populateForErrors,
} from '../__testUtils__/errorStories';
import { OwnWorld, serveWorld, WireReply } from '../__testUtils__/wire';
import { pveFolderPath } from '../fidelity/findPveFolder';

interface ErrorRecord {
  when: string;
  status?: number;
  reason?: string;
  contentType?: string | null;
  body?: string | { message?: string; errors?: Record<string, string> };
  taskExitstatus?: string;
}

const file = join(pveFolderPath(), 'errors.json');

function readRecords(): ErrorRecord[] {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).errors;
  if (process.env.CI) throw new Error(`There is no ${file}.`);
  return [];
}

const allErrors = (errors: Record<string, string> = {}) =>
  Object.values(errors).join(' / ');

/** Names of one letter stand for any name, but snapshots have two at least. */
const sameName = (text: string) => text.replace(/'xx'/g, "'x'");

/** The text by which an answer is known: of a 400 that of its errors. */
function textOf(outcome: WireReply | string): string {
  if (typeof outcome === 'string') return sameName(outcome);
  return outcome.status === 400
    ? allErrors(outcome.errors)
    : sameName(outcome.reason);
}

function keyOf({ taskExitstatus, body, reason }: ErrorRecord): string {
  if (taskExitstatus !== undefined) return taskExitstatus;
  const errors = typeof body === 'object' ? body.errors : undefined;
  return errors ? allErrors(errors) : reason ?? '';
}

/** One record shows four texts at once; they have a story of their own. */
const rangeTexts = [
  'value must have a minimum value of 100',
  'value must have a maximum value of 999999999',
  'value may only be 40 characters long',
  'value does not match the regex pattern',
].join(' / ');

/** What a recorded answer and a given one have in common, to be equal. */
const shapeOf = (record: ErrorRecord) => ({
  status: record.status,
  hasType: record.contentType !== null,
  body:
    typeof record.body === 'string'
      ? record.body
      : // Recorded without the line break that the source seems to give it.
        [
          record.status === 501 ? record.reason : record.body?.message,
          allErrors(record.body?.errors),
        ],
});

const shapeOfReply = (reply: WireReply) => ({
  status: reply.status,
  hasType: reply.headers['content-type'] === 'application/json;charset=UTF-8',
  body:
    reply.headers['content-type'] === undefined
      ? reply.text
      : [sameName(reply.message ?? ''), allErrors(reply.errors)],
});

const records = readRecords();

describe('errors that clients must know', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(populateForErrors);
  });

  afterEach(() => world.close());

  it.each(Object.entries(errorStories))('%s', async (text, story) => {
    expect(textOf(await story(world))).toBe(text);
  });

  it('names what is too small, too large, too long and of another shape', async () => {
    const machine = '/nodes/pve1/qemu/100';
    const { errors } = await world.root.put(`${machine}/config`, {
      cores: 0,
      digest: 'a'.repeat(65),
    });
    expect(errors).toEqual({
      cores: 'value must have a minimum value of 1',
      digest: expect.stringMatching(/^value may only be \d+ characters long$/),
    });
    const large = await world.root.put('/nodes/pve1/lxc/200/config', {
      cores: 9000,
    });
    expect(large.errors).toEqual({
      cores: 'value must have a maximum value of 8192',
    });
    const shape = await world.root.put(`${machine}/resize`, {
      disk: 'scsi0',
      size: 'x',
    });
    expect(shape.errors).toEqual({
      size: 'value does not match the regex pattern',
    });
  });
});

const comparable = records.filter(
  record =>
    record.taskExitstatus === undefined && keyOf(record) in errorStories,
);

// Skipped, under a name that says why, where the shared data is not at hand.
(records.length > 0 ? describe : describe.skip)(
  'errors on record (needs errors.json of the shared data)',
  () => {
    it('have a story each, or a reason why not', () => {
      const without = records
        .map(keyOf)
        .filter(key => !(key in errorStories) && !(key in errorsNotGiven));
      expect(without.filter(key => key !== rangeTexts)).toEqual([]);
    });

    it.each(
      comparable.length > 0
        ? comparable.map(record => [record.when, record] as const)
        : [['none', { when: 'none' }] as const],
    )('%s', async (_, record) => {
      const world = await serveWorld(populateForErrors);
      const reply = await errorStories[keyOf(record)](world);
      await world.close();
      expect(shapeOfReply(reply as WireReply)).toEqual(shapeOf(record));
    });
  },
);
