import { badParameters, forbidden } from '../ApiError';
import { Answer, Call, Handlers } from '../Call';
import { parseUpid, Task } from '../tasks/Task';
import { taskEntry } from '../tasks/taskEntry';

function mayRead(call: Call, task: Task): boolean {
  const { caller } = call;
  const owner = task.tokenid ? `${task.user}!${task.tokenid}` : task.user;
  // A user sees what its tokens did; a token sees only its own.
  if (caller.authid === owner || caller.authid === task.user) return true;
  return call.may(`/nodes/${call.node}`, 'Sys.Audit');
}

/** The task in the path; undefined if there is none of that id on the node. */
function lookUp(call: Call): Task | undefined {
  const upid = call.text('upid');
  if (!parseUpid(upid)) {
    throw badParameters({ upid: 'unable to parse worker upid' });
  }
  const task = call.world.tasks.find(
    t => t.upid === upid && t.node === call.node,
  );
  if (task && !mayRead(call, task)) {
    throw forbidden(`/nodes/${call.node}, Sys.Audit`);
  }
  return task;
}

function getStatus(call: Call) {
  const task = lookUp(call);
  if (!task) throw badParameters({ upid: 'no such task' });
  return {
    upid: task.upid,
    node: task.node,
    pid: task.pid,
    pstart: task.pstart,
    starttime: task.starttime,
    type: task.type,
    id: task.id,
    user: task.user,
    ...(task.tokenid === undefined ? {} : { tokenid: task.tokenid }),
    status: task.exitstatus === undefined ? 'running' : 'stopped',
    ...(task.exitstatus === undefined ? {} : { exitstatus: task.exitstatus }),
  };
}

function getLog(call: Call) {
  const task = lookUp(call);
  const only = (text: string) => new Answer([{ n: 1, t: text }], { total: 1 });
  if (!task) return only('unable to open file - No such file or directory');
  if (task.log.length === 0) return only('no content');
  const start = call.optionalInteger('start') ?? 0;
  const limit = call.optionalInteger('limit') ?? 50;
  const end = limit > 0 ? start + limit : task.log.length;
  const lines = task.log
    .map((t, index) => ({ n: index + 1, t }))
    .slice(start, end);
  return new Answer(lines, { total: task.log.length });
}

function matchesStatus(task: Task, wanted: string[]): boolean {
  if (wanted.length === 0) return true;
  const status = task.exitstatus ?? 'unknown';
  const word = /^WARNINGS/.test(status)
    ? 'warning'
    : status === 'OK'
    ? 'ok'
    : 'error';
  return wanted.includes(task.exitstatus === undefined ? 'unknown' : word);
}

function isWanted(call: Call, task: Task): boolean {
  const source = call.optionalText('source') ?? 'archive';
  const isRunning = task.exitstatus === undefined;
  if (source === 'archive' && isRunning) return false;
  if (source === 'active' && !isRunning) return false;
  if (call.flag('errors') && (isRunning || task.exitstatus === 'OK'))
    return false;
  const vmid = call.optionalText('vmid');
  if (vmid !== undefined && task.id !== vmid) return false;
  const type = call.optionalText('typefilter');
  if (type !== undefined && task.type !== type) return false;
  const user = call.optionalText('userfilter');
  if (user !== undefined && !task.user.includes(user)) return false;
  if (task.starttime < (call.optionalInteger('since') ?? 0)) return false;
  if (task.starttime > (call.optionalInteger('until') ?? Infinity))
    return false;
  return matchesStatus(task, call.list('statusfilter'));
}

function listTasks(call: Call) {
  const rows = call.world.tasks
    .filter(task => task.node === call.node)
    .filter(task => mayRead(call, task) && isWanted(call, task))
    .reverse()
    .map(task =>
      taskEntry(task, task.exitstatus === undefined ? 'active' : 'node'),
    );
  const start = call.optionalInteger('start') ?? 0;
  const limit = call.optionalInteger('limit') ?? 50;
  const end = limit > 0 ? start + limit : rows.length;
  const extra = rows.length > 0 ? { total: rows.length } : {};
  return new Answer(rows.slice(start, end), extra);
}

function stopTask(call: Call) {
  const task = lookUp(call);
  if (!task) throw badParameters({ upid: 'no such task' });
  const owner = task.tokenid ? `${task.user}!${task.tokenid}` : task.user;
  if (owner !== call.caller.authid && task.user !== call.caller.authid) {
    call.demand(`/nodes/${call.node}`, 'Sys.Modify');
  }
  task.abort.abort();
  return null;
}

/** Workers of a node: lists, state, log, and stopping one. */
export const taskRoutes: Handlers = {
  'GET /nodes/{node}/tasks': listTasks,
  'GET /nodes/{node}/tasks/{upid}': call => {
    lookUp(call);
    return [{ name: 'log' }, { name: 'status' }];
  },
  'GET /nodes/{node}/tasks/{upid}/status': getStatus,
  'GET /nodes/{node}/tasks/{upid}/log': getLog,
  'DELETE /nodes/{node}/tasks/{upid}': stopTask,
};
