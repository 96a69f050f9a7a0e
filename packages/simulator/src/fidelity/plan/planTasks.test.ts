import { OfficialSchema } from '../officialSchema';
import { factsFor, recordingOf } from '../testRecordings';
import { planTasks, taskKnowledge } from './planTasks';
import { emptyPlan } from './WorldPlan';

const upid = 'UPID:n1:00000001:00000002:60000000:qmstart:812:root@pam!ci:';
const log = 'GET /nodes/{node}/tasks/{upid}/log';
const status = 'GET /nodes/{node}/tasks/{upid}/status';
const values = { node: 'n1', upid };

function plan(call: string, changes: object, known = new Map()) {
  const world = emptyPlan();
  planTasks(world, factsFor(call, { values, ...changes }), known);
  return world.tasks.get(upid);
}

describe('planTasks', () => {
  it('reads node, type, object, user and time from the task id', () => {
    expect(plan(status, { data: { status: 'stopped' } })).toMatchObject({
      node: 'n1',
      type: 'qmstart',
      id: '812',
      user: 'root@pam!ci',
      startTime: 0x60000000,
      isRunning: false,
    });
  });

  it('plans a running task where it was seen, or stopped, running', () => {
    expect(plan(status, { data: { status: 'running' } })?.isRunning).toBe(true);
    expect(plan(log, { data: [{ n: 1, t: 'no content' }] })?.isRunning).toBe(
      true,
    );
    expect(
      plan('DELETE /nodes/{node}/tasks/{upid}', {
        recording: recordingOf({ request: { method: 'DELETE' } }),
      })?.isRunning,
    ).toBe(true);
  });

  it('plans no task where there was none, unless it ran elsewhere', () => {
    expect(plan(status, { refusal: 'no such task' })).toBeUndefined();
    const elsewhere = plan(status, {
      refusal: 'no such task',
      values: { node: 'n2', upid },
    });
    expect(elsewhere?.node).toBe('n1');
  });

  it('keeps the lines of a log without the closing one', () => {
    const data = [
      { n: 1, t: 'first' },
      { n: 2, t: 'TASK OK' },
    ];
    expect(plan(log, { data })?.log).toEqual(['first']);
  });

  it('plans the tasks of a list', () => {
    const data = [{ upid, status: 'RUNNING' }];
    expect(
      plan('GET /nodes/{node}/tasks', { data, values: {} })?.isRunning,
    ).toBe(true);
    expect(
      plan('GET /nodes/{node}/tasks', {
        data: [{ upid, status: 'it broke', endtime: 1 }],
        values: {},
      }),
    ).toMatchObject({
      isRunning: false,
      exitStatus: 'it broke',
    });
  });

  it('learns the end of a task from any recording of the set', () => {
    const schema = OfficialSchema.from({
      '/nodes/{node}/tasks/{upid}/log': { GET: {} },
    });
    const recording = recordingOf({
      request: { path: `/nodes/n1/tasks/${upid}/log` },
      answer: {
        body: {
          data: [
            { n: 1, t: 'a' },
            { n: 2, t: 'TASK ERROR: it broke' },
          ],
        },
      },
    });
    const known = taskKnowledge([recording], schema);
    expect(known.get(upid)).toEqual({ exitStatus: 'it broke', log: ['a'] });
    expect(plan(status, { data: { status: 'stopped' } }, known)).toMatchObject({
      exitStatus: 'it broke',
      log: ['a'],
    });
  });
});
