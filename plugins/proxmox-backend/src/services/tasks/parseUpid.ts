/** The parts of a UPID that say what a task is about. */
export interface ParsedUpid {
  upid: string;
  node: string;
  /** Proxmox's worker type: `qmclone`, `vzstart` … */
  type: string;
  /** Usually a VMID; may be empty. */
  id: string;
}

// UPID:<node>:<pid>:<pstart>:<starttime>:<type>:<id>:<user>: with hexadecimal numbers (PVE::Tools::upid_decode).
const pattern =
  /^UPID:([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:[0-9A-Fa-f]{8}:([^:\s/]+):([^:\s/]*):([^:\s/]+):$/;

/** Takes a UPID apart; `undefined` where the text is none. */
export function parseUpid(text: string): ParsedUpid | undefined {
  const match = pattern.exec(text);
  return match
    ? { upid: text, node: match[1], type: match[3], id: match[4] }
    : undefined;
}
