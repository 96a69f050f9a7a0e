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

function isAbsent({ refusal, data }: Facts): boolean {
  const line = textOf(objectsOf(data)[0]?.t) ?? '';
  return /no such task/.test(refusal) || /unable to open file/.test(line);
}

/** The recording was made while the task ran. */
function isRunning({ call, data, recording }: Facts): boolean {
  if (objectOf(data).status === 'running') return true;
  if (recording.request.method === 'DELETE') {
    return !/finished/.test(recording.label);
  }
  const line = textOf(objectsOf(data)[0]?.t);
  return call.endsWith('/log') && line === 'no content';
}

function planPathTask(
  plan: WorldPlan,
  facts: Facts,
  known: Map<string, TaskKnowledge>,
): void {
  const { upid, node } = facts.values;
  const task = upid ? taskOf(upid) : undefined;
  if (!task) return;
  if (isAbsent(facts)) {
    // asked on another node: the task exists where it ran
    if (node !== task.node) plan.tasks.set(upid, task);
    return;
  }
  const { exitStatus, log } = known.get(upid) ?? {};
  const shown = facts.call.endsWith('/log')
    ? linesOf(objectsOf(facts.data))
    : [];
  plan.tasks.set(upid, {
    ...task,
    exitStatus: exitStatus ?? 'OK',
    log: log ?? shown,
    isRunning: isRunning(facts),
  });
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
