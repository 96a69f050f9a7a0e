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
