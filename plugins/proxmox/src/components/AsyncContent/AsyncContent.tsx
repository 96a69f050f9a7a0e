import { Alert, Box, Button, Flex, Skeleton } from '@backstage/ui';
import { ReactNode } from 'react';
import { formatAge } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { explainError } from './explainError';

/** What this component needs of a query's result. */
export interface AsyncState<T> {
  data: T | undefined;
  error: unknown;
  /** When `data` arrived, in milliseconds. */
  dataUpdatedAt: number;
  refetch(): unknown;
}

export interface AsyncContentProps<T> {
  state: AsyncState<T>;
  /** What is being loaded, as it stands in the sentences: "Guests". */
  what: string;
  /** What stands where the value would be, if it says that there is nothing. */
  absent?: { when(value: T): boolean; content: ReactNode };
  /** Lines of the placeholder, about as many as the content will have. */
  skeletonLines?: number;
  children(value: T): ReactNode;
}

/**
 * The one place that renders loading, error, stale, absent and value, so that nothing is ever blank
 * and a failed read never looks like an empty list.
 */
export function AsyncContent<T>(props: AsyncContentProps<T>) {
  const { state, what, absent, skeletonLines = 3, children } = props;
  const { t } = useProxmoxTranslation();

  if (state.data === undefined) {
    return state.error ? (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('error.title', { what })}
        description={explainError(state.error, t)}
        customActions={<RetryButton onPress={() => state.refetch()} />}
      />
    ) : (
      <Loading what={what} lines={skeletonLines} />
    );
  }
  return (
    <Flex direction="column" gap="4">
      {state.error ? (
        <StaleAlert
          what={what}
          error={state.error}
          since={state.dataUpdatedAt}
          onRetry={() => state.refetch()}
        />
      ) : null}
      {absent?.when(state.data) ? absent.content : children(state.data)}
    </Flex>
  );
}

function RetryButton(props: { onPress(): void }) {
  const { t } = useProxmoxTranslation();
  return (
    <Button size="small" variant="secondary" onPress={props.onPress}>
      {t('action.retry')}
    </Button>
  );
}

function Loading(props: { what: string; lines: number }) {
  const { t } = useProxmoxTranslation();
  return (
    <Box role="status" aria-label={t('state.loading', { what: props.what })}>
      <Flex direction="column" gap="2">
        {Array.from({ length: props.lines }, (_, line) => (
          <Skeleton key={line} height={20} width={line % 3 ? '85%' : '60%'} />
        ))}
      </Flex>
    </Box>
  );
}

function StaleAlert(props: {
  what: string;
  error: unknown;
  since: number;
  onRetry(): void;
}) {
  const { t, locale } = useProxmoxTranslation();
  const since = new Date(props.since).toISOString();
  const age = formatAge(since, useNow(), locale) ?? t('age.now');
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('error.staleTitle', { what: props.what })}
      description={`${explainError(props.error, t)} ${t('error.staleText', {
        age,
      })}`}
      customActions={<RetryButton onPress={props.onRetry} />}
    />
  );
}
