/**
 * Something that is wrong on a site.
 *
 * @public
 */
export type Fault =
  | { kind: 'node-down'; node: string }
  | { kind: 'api-slow'; delayMs: number }
  | { kind: 'api-refusing' }
  | { kind: 'token-without-privileges'; token?: string }
  | { kind: 'pool-privileges-lost'; pool: string }
  | { kind: 'clone-lock'; vmid?: number }
  | { kind: 'storage-full'; storage: string }
  | { kind: 'agent-silent'; vmid?: number }
  | { kind: 'no-quorum' };
