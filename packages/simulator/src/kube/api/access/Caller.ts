/** Who makes a call. */
export interface Caller {
  name: string;
  uid?: string;
  groups: string[];
}

/** Whoever sends no credentials. */
export const anonymous: Caller = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** The service account that a name stands for, if it stands for one. */
export function serviceAccountOf(
  name: string,
): { namespace: string; name: string } | undefined {
  const match = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  return match ? { namespace: match[1], name: match[2] } : undefined;
}
