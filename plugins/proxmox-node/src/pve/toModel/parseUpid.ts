/** The parts of a task id that matter to us. @public */
export interface Upid {
  node: string;
  /** ISO 8601. */
  startedAt: string;
  type: string;
  id: string;
  /** With `!token` where one started it. */
  user: string;
}

/** `UPID:<node>:<pid>:<pstart>:<start>:<type>:<id>:<user>:`; pstart has nine digits after 497 days of uptime. */
const pattern =
  /^UPID:([A-Za-z0-9][A-Za-z0-9.-]*):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/;

/** Reads a task id; `undefined` where the text is none. @public */
export function parseUpid(upid: string): Upid | undefined {
  const match = pattern.exec(upid);
  if (!match) {
    return undefined;
  }
  const [, node, start, type, id, user] = match;
  const startedAt = new Date(Number.parseInt(start, 16) * 1000).toISOString();
  return { node, startedAt, type, id, user };
}
