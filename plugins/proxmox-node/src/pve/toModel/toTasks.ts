import { Task } from '@rackstage/plugin-proxmox-common';
import { ReadingRemark } from '../facts';
import { TaskRow } from '../wire/tasks';
import { defined } from './toGuestFacts';
import { parseUpid } from './parseUpid';

/** Tasks of a list, newest first. One whose id is none is left out and remarked on. */
export function toTasks(
  rows: TaskRow[],
  source: string,
): { tasks: Task[]; remarks: ReadingRemark[] } {
  const tasks: Task[] = [];
  const remarks: ReadingRemark[] = [];
  for (const row of rows) {
    const task = toTask(row, source);
    if (task) {
      tasks.push(task);
    } else {
      remarks.push({
        subject: `task ${row.upid.slice(0, 120)}`,
        reason: 'its id is no UPID',
        dropped: true,
      });
    }
  }
  return {
    tasks: tasks.sort((one, other) =>
      other.startedAt.localeCompare(one.startedAt),
    ),
    remarks,
  };
}

function toTask(row: TaskRow, source: string): Task | undefined {
  const upid = parseUpid(row.upid);
  if (!upid) {
    return undefined;
  }
  const { outcome, message } = outcomeOf(row);
  return {
    source,
    upid: row.upid,
    node: upid.node,
    type: upid.type,
    id: upid.id,
    user: upid.user,
    startedAt: upid.startedAt,
    outcome,
    ...defined({ endedAt: row.endtime, message }),
  };
}

/** A task that runs has no exit text, or `RUNNING` for one; `WARNINGS: 2` is a success. */
function outcomeOf(row: TaskRow): Pick<Task, 'outcome' | 'message'> {
  const exit = row.exitstatus ?? row.status;
  const isRunning = exit === undefined || /^running$/i.test(exit);
  if (isRunning && row.endtime === undefined) {
    return { outcome: 'running' };
  }
  if (exit === 'OK') {
    return { outcome: 'ok' };
  }
  if (exit !== undefined && /^WARNINGS: \d+$/.test(exit)) {
    return { outcome: 'warnings', message: exit };
  }
  return { outcome: 'failed', message: exit ?? 'ended without an exit status' };
}
