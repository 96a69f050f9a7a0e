import tasks from '../__fixtures__/cluster-tasks.json';
import { readTasks } from '../wire/tasks';
import { toTasks } from './toTasks';

describe('toTasks', () => {
  it('reads outcomes by their texts, newest first, with the user of the id', () => {
    const { rows, remarks } = readTasks(tasks.data);

    expect(remarks).toEqual([]);
    expect(toTasks(rows, 'harbour').tasks).toMatchObject([
      { type: 'qmclone', outcome: 'running' },
      { type: 'imgcopy', id: '', outcome: 'running' },
      {
        type: 'qmstart',
        outcome: 'failed',
        message: 'VM 1002 already running',
      },
      {
        type: 'vzcreate',
        outcome: 'warnings',
        message: 'WARNINGS: 2',
        user: 'svc@pve!deploy',
        startedAt: '2025-04-16T19:12:00.000Z',
        endedAt: '2025-04-16T19:12:10.000Z',
      },
      { type: 'vzdump', node: 'alpha', outcome: 'ok', source: 'harbour' },
    ]);
  });

  it('leaves out what has no task id, and says so', () => {
    const { tasks: read, remarks } = toTasks(
      readTasks([{ upid: 'rubbish' }]).rows,
      'harbour',
    );

    expect(read).toEqual([]);
    expect(remarks).toEqual([
      { subject: 'task rubbish', reason: 'its id is no UPID', dropped: true },
    ]);
  });

  it('a task that ended without a word failed', () => {
    const upid = tasks.data[0].upid;

    expect(
      toTasks(readTasks([{ upid, endtime: 1744830720 }]).rows, 'x').tasks[0],
    ).toMatchObject({
      outcome: 'failed',
      message: 'ended without an exit status',
    });
  });
});
