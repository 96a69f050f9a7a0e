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

function statusWord(task: Task): string {
  if (task.exitstatus === undefined) return 'unknown';
  if (task.exitstatus === 'OK') return 'ok';
  return /^WARNINGS/.test(task.exitstatus) ? 'warning' : 'error';
}

function isInSource(task: Task, source: string): boolean {
  const isRunning = task.exitstatus === undefined;
  return source === 'all' || isRunning === (source === 'active');
}

/** One test per filter that the call may name. */
function filtersOf(call: Call): ((task: Task) => boolean)[] {
  const wanted = {
    vmid: call.optionalText('vmid'),
    type: call.optionalText('typefilter'),
    user: call.optionalText('userfilter'),
    statuses: call.list('statusfilter'),
    since: call.optionalInteger('since') ?? 0,
    until: call.optionalInteger('until') ?? Infinity,
  };
  return [
    task => isInSource(task, call.optionalText('source') ?? 'archive'),
    task => !call.flag('errors') || statusWord(task) === 'error',
    task => wanted.vmid === undefined || task.id === wanted.vmid,
    task => wanted.type === undefined || task.type === wanted.type,
    task => wanted.user === undefined || task.user.includes(wanted.user),
    task => task.starttime >= wanted.since && task.starttime <= wanted.until,
    task =>
      wanted.statuses.length === 0 ||
      wanted.statuses.includes(statusWord(task)),
  ];
}

function listTasks(call: Call) {
  const filters = filtersOf(call);
  const rows = call.world.tasks
    .filter(task => task.node === call.node)
    .filter(task => mayRead(call, task))
    .filter(task => filters.every(matches => matches(task)))
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
