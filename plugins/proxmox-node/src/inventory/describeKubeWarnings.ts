import { KubeError } from '../kube/client';
import { describeTakenNames, KeyedProblem } from './describeWarnings';

/** What is wrong with a management cluster though it can be read. */
export function describeKubeWarnings(
  source: string,
  facts: { forbidden: KubeError[]; takenNames: string[] },
): KeyedProblem[] {
  const { forbidden, takenNames } = facts;
  const byPath = new Map(forbidden.map(error => [error.path, error]));
  const warnings = [...byPath].map(
    ([path, { reason, nextStep }]): KeyedProblem => ({
      key: `forbidden ${path}`,
      code: 'privileges-missing',
      message: `Kubernetes ${source} does not let ${path} be read: ${reason}`,
      nextStep,
    }),
  );
  return [...warnings, ...describeTakenNames(source, takenNames)];
}
