import {
  Problem,
  SourceAge,
  SourceHealth,
  SourceState,
} from '@rackstage/plugin-proxmox-common';

/** What a source is worth at the moment, in one word. */
function getSourceHealth(state: SourceState): SourceHealth {
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
  state: SourceState,
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

function hideDetails(state: SourceState, hasProblems: boolean): Problem[] {
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

function describeAge(state: SourceState): string {
  return state.asOf
    ? `What is shown was read at ${state.asOf}.`
    : 'It has not been read yet.';
}
