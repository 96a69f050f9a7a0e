import { PveErrorKind } from './PveError';

/** What an error answer means, whatever the call was. */
export interface AnswerMeaning {
  kind: PveErrorKind;
  retryable: boolean;
}

/**
 * Texts of status 500, which Proxmox uses for nearly everything: there is no 404, and locks, busy files and a lost
 * quorum differ in their words only. First match wins.
 */
const meaningOfText: Array<[RegExp, AnswerMeaning]> = [
  [/no quorum|cluster not ready/i, { kind: 'no-quorum', retryable: true }],
  [/got lock request timeout/i, { kind: 'locked', retryable: true }],
  [/can't lock file|cfs-lock/i, { kind: 'locked', retryable: true }],
  [/is locked \(|is locked$/i, { kind: 'locked', retryable: false }],
  [
    /configuration file .* does not exist|unable to find configuration file|hostname lookup .* failed|no such (vm|ct|node|storage|logical volume)|storage '[^']*' does not exist/i,
    { kind: 'not-found', retryable: false },
  ],
  [/got timeout/i, { kind: 'upstream', retryable: true }],
];

const meaningOfStatus: Record<number, AnswerMeaning> = {
  400: { kind: 'parameter', retryable: false },
  401: { kind: 'unauthorized', retryable: false },
  403: { kind: 'forbidden', retryable: false },
  404: { kind: 'unexpected-answer', retryable: false },
  429: { kind: 'upstream', retryable: true },
  501: { kind: 'not-implemented', retryable: false },
  502: { kind: 'unreachable', retryable: true },
  503: { kind: 'unreachable', retryable: true },
  504: { kind: 'unreachable', retryable: true },
  595: { kind: 'node-offline', retryable: true },
  596: { kind: 'node-offline', retryable: true },
  597: { kind: 'node-offline', retryable: true },
  599: { kind: 'node-offline', retryable: true },
};

/**
 * Meaning of an answer that is not a success. 401 is never read by its words: they changed between releases.
 */
export function classifyAnswer(status: number, reason: string): AnswerMeaning {
  const known = meaningOfStatus[status];
  if (known) {
    return known;
  }
  if (status >= 500) {
    const match = meaningOfText.find(([pattern]) => pattern.test(reason));
    return match ? match[1] : { kind: 'upstream', retryable: false };
  }
  if (status >= 300 && status < 400) {
    return { kind: 'unexpected-answer', retryable: false };
  }
  return { kind: 'upstream', retryable: false };
}
