import { Problem } from '@rackstage/plugin-proxmox-common';
import { KeyedProblem } from './describeWarnings';

/** Remembers since when each problem of a source has been there. */
export class ProblemLedger {
  #since = new Map<string, string>();

  /** The problems with `since`; those that are not among them any more are forgotten. */
  date(problems: KeyedProblem[], now: string): Problem[] {
    const dated = problems.map(problem => ({
      ...problem,
      since: this.#since.get(problem.key) ?? now,
    }));
    this.#since = new Map(dated.map(({ key, since }) => [key, since]));
    return dated.map(({ key: _, ...problem }) => problem);
  }
}
