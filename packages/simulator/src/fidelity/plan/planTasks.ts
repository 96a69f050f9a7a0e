import { objectsOf, objectOf, textOf } from '../json';
import type { OfficialSchema } from '../officialSchema';
import type { JsonObject, Recording } from '../types';
import { Facts, factsOf } from './Facts';
import { parseUpid } from './parseUpid';
import type { PlannedTask, WorldPlan } from './WorldPlan';

/** What the recordings of one set say about a task. */
export interface TaskKnowledge {
  exitStatus?: string;
  log?: string[];
}

function taskOf(upid: string): PlannedTask | undefined {
  const parts = parseUpid(upid);
  if (!parts) return undefined;
  const { node, type, id, user, startTime } = parts;
  return {
    upid,
    node,
    type,
    id,
    user,
    startTime,
    isRunning: false,
    exitStatus: 'OK',
    log: [],
  };
}

const closing = /^TASK (OK|ERROR: (.*)|WARNINGS: \d+)$/;

/** Lines without the closing one and without the remark about an empty log. */
function linesOf(rows: JsonObject[]): string[] {
  return rows
    .map(row => textOf(row.t) ?? '')
    .filter(line => !closing.test(line) && line !== 'no content');
}

/** Gathers how the tasks of a set ended, from whichever answer tells it. */
export function taskKnowledge(
  recordings: Recording[],
  schema: OfficialSchema,
): Map<string, TaskKnowledge> {
  const known = new Map<string, TaskKnowledge>();
  for (const recording of recordings) {
    const { call, values, data, params } = factsOf(recording, schema);
    const { upid } = values;
    if (!upid) continue;
    const entry = known.get(upid) ?? {};
    const exitStatus = textOf(objectOf(data).exitstatus);
    if (exitStatus) entry.exitStatus = exitStatus;
    const isWholeLog = call.endsWith('/log') && !params.start;
    const rows = objectsOf(data);
    const last = closing.exec(textOf(rows[rows.length - 1]?.t) ?? '');
    if (isWholeLog && last) {
      entry.log = linesOf(rows);
      if (last[2]) entry.exitStatus ??= last[2];
    }
    known.set(upid, entry);
  }
  return known;
}

function planPathTask(
  plan: WorldPlan,
  facts: Facts,
  known: Map<string, TaskKnowledge>,
): void {
  const { values, data, refusal, recording } = facts;
  const { upid } = values;
  const task = upid ? taskOf(upid) : undefined;
  const rows = objectsOf(data);
  const isAbsent =
    /no such task/.test(refusal) ||
    /unable to open file/.test(textOf(rows[0]?.t) ?? '');
  if (!task) return;
  if (isAbsent) {
    // known elsewhere: asked on the wrong node
    if (values.node !== task.node) plan.tasks.set(upid, task);
    return;
  }
  const { exitStatus, log } = known.get(upid) ?? {};
  task.exitStatus = exitStatus ?? 'OK';
  task.log = log ?? (facts.call.endsWith('/log') ? linesOf(rows) : []);
  const hasNoEnd =
    facts.call.endsWith('/log') &&
    rows.length > 0 &&
    !rows.some(row => closing.test(textOf(row.t) ?? ''));
  task.isRunning =
    objectOf(data).status === 'running' ||
    (hasNoEnd && textOf(rows[0]?.t) === 'no content') ||
    (recording.request.method === 'DELETE' &&
      !/finished/.test(recording.label));
  plan.tasks.set(upid, task);
}

/** Tasks: the one of the path, and those of a list's rows. */
export function planTasks(
  plan: WorldPlan,
  facts: Facts,
  known: Map<string, TaskKnowledge>,
): void {
  planPathTask(plan, facts, known);
  if (!/^GET \/(cluster|nodes\/\{node\})\/tasks$/.test(facts.call)) return;
  for (const row of objectsOf(facts.data)) {
    const task = taskOf(textOf(row.upid) ?? '');
    if (!task) continue;
    const status = textOf(row.status);
    task.isRunning =
      status === 'RUNNING' || (status === undefined && !row.endtime);
    task.exitStatus = task.isRunning ? 'OK' : status ?? 'OK';
    plan.tasks.set(task.upid, task);
  }
}
