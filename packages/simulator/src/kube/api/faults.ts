/**
 * Something that is wrong with an API server.
 *
 * @public
 */
export type KubeFault =
  /** New connections are refused; open watches stay silent and then end. */
  | { kind: 'api-restarting' }
  /** Watches: `silent` ones never say anything, `cut` ones lose their connection. */
  | { kind: 'watch-broken'; mode?: 'silent' | 'cut' }
  | { kind: 'api-slow'; delayMs: number }
  /** Priority and fairness turns calls away. */
  | { kind: 'too-many-requests' }
  /** The API server behind an aggregated group does not answer. */
  | { kind: 'aggregated-away'; group?: string };
