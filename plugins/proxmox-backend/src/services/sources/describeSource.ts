import {
  Problem,
  SourceAge,
  SourceHealth,
  SourceState,
} from '@rackstage/plugin-proxmox-common';

/** A Proxmox source or a management cluster. */
type DescribedState = Pick<
  SourceState,
  'source' | 'title' | 'asOf' | 'error' | 'warnings'
> & { data?: unknown };

/** What a source is worth at the moment, in one word. */
function getSourceHealth(state: DescribedState): SourceHealth {
  if (state.error) {
    return 'failing';
  }
  if (!state.data) {
    return 'pending';
  }
  return state.warnings.length > 0 ? 'degraded' : 'healthy';
}

/**
 * Health and age of a source for one caller. The problems name hosts, paths and privileges, so
 * they are for those who may read the cluster; others learn that something is wrong and since when.
 */
export function describeSource(
  state: DescribedState,
  options: { mayReadCluster: boolean },
): SourceAge {
  const problems = [...(state.error ? [state.error] : []), ...state.warnings];
  return {
    name: state.source,
    title: state.title,
    health: getSourceHealth(state),
    asOf: state.asOf,
    problems: options.mayReadCluster
      ? problems
      : hideDetails(state, problems.length > 0),
  };
}

function hideDetails(state: DescribedState, hasProblems: boolean): Problem[] {
  if (!hasProblems) {
    return [];
  }
  const since = [...(state.error ? [state.error] : []), ...state.warnings]
    .map(problem => problem.since)
    .reduce((earliest, next) => (next < earliest ? next : earliest));
  return [
    {
      code: 'upstream-error',
      message: state.error
        ? `${state.title} cannot be read at present. ${describeAge(state)}`
        : `Some facts of ${state.title} are missing or old.`,
      nextStep: 'Tell the team that operates it.',
      since,
    },
  ];
}

function describeAge(state: DescribedState): string {
  return state.asOf
    ? `What is shown was read at ${state.asOf}.`
    : 'It has not been read yet.';
}
