/** Parts of a task id. */
export interface UpidParts {
  node: string;
  startTime: number;
  type: string;
  id: string;
  /** With the token's name, `user@realm!name`. */
  user: string;
}

const pattern =
  /^UPID:([^:\s]+):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/;

/** Reads a task id; undefined when the text is none. */
export function parseUpid(text: string): UpidParts | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, node, time, type, id, user] = match;
  return { node, startTime: parseInt(time, 16), type, id, user };
}
