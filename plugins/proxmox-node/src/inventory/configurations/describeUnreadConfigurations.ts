import { describeFailure } from '../describeFailure';
import { KeyedProblem } from '../describeWarnings';
import { ConfigurationBook } from './ConfigurationBook';

// One bad read is no news: a guest that is being migrated or deleted has no configuration for a moment.
const WORTH_TELLING = 3;

/** The problem of a source whose guests' configurations cannot be read for some time. */
export function describeUnreadConfigurations(
  source: string,
  book: Pick<ConfigurationBook, 'failing'>,
): KeyedProblem[] {
  const failing = book.failing(WORTH_TELLING);
  if (!failing.length) {
    return [];
  }
  const [{ key, error }] = failing;
  const others = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
  const problem = describeFailure(source, error);
  return [
    {
      ...problem,
      key: 'configurations',
      message: `The configuration of ${source}/${key}${others} could not be read, so its storages and addresses may be missing or old. ${problem.message}`,
    },
  ];
}
