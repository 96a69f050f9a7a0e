import { Task } from './Task';

/** How task lists show a task; the cluster's list differs a little. */
export function taskEntry(task: Task, list: 'cluster' | 'node' | 'active') {
  const isRunning = task.exitstatus === undefined;
  const entry: Record<string, unknown> = {
    upid: task.upid,
    node: task.node,
    type: task.type,
    id: task.id,
    user: task.user,
    starttime: task.starttime,
    ...(task.tokenid === undefined ? {} : { tokenid: task.tokenid }),
  };
  if (list === 'cluster') {
    entry.saved = isRunning ? '0' : '1';
  } else {
    entry.pid = task.pid;
    entry.pstart = task.pstart;
  }
  if (!isRunning) {
    entry.endtime = task.endtime;
    entry.status = task.exitstatus;
  } else if (list === 'active') {
    entry.status = 'RUNNING';
    entry.saved = '0';
  }
  return entry;
}
