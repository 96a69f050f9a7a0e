/** A worker of a node, running or finished. */
export interface Task {
  upid: string;
  node: string;
  pid: number;
  pstart: number;
  /** Seconds since the epoch. */
  starttime: number;
  type: string;
  id: string;
  /** `user@realm`, without token. */
  user: string;
  tokenid?: string;
  endtime?: number;
  /** `OK`, `WARNINGS: n` or the error; absent while it runs. */
  exitstatus?: string;
  log: string[];
  warnings: number;
  /** Aborts the worker. */
  abort: AbortController;
  /** Settles when the worker has ended. */
  finished: Promise<void>;
}

const hex8 = (value: number) =>
  value.toString(16).toUpperCase().padStart(8, '0');

/** Writes the id under which a task is known everywhere. */
export function formatUpid(
  task: Pick<Task, 'node' | 'pid' | 'pstart' | 'starttime' | 'type' | 'id'> & {
    authid: string;
  },
): string {
  const numbers = [task.pid, task.pstart, task.starttime].map(hex8).join(':');
  return `UPID:${task.node}:${numbers}:${task.type}:${task.id}:${task.authid}:`;
}

const upidShape =
  /^UPID:([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/;

/** Reads a task id; undefined if it is not one. */
export function parseUpid(
  upid: string,
): { node: string; type: string; id: string; authid: string } | undefined {
  const match = upidShape.exec(upid);
  if (!match) return undefined;
  return { node: match[1], type: match[5], id: match[6], authid: match[7] };
}
