import { Alert, Flex, Text } from '@backstage/ui';
import { useCallback, useMemo, useState } from 'react';
import { useGuestPages, useLiveUpdates, useSources } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { PageFrame } from '../PageFrame';
import { SourceBanners, isStale } from '../SourceBanner';
import { ExtraFilters } from './ExtraFilters';
import { GuestFilterBar } from './GuestFilterBar';
import { isFiltered, toGuestsQuery } from './guestFilters';
import { GuestsTable } from './GuestsTable';
import { useGuestFilters } from './useGuestFilters';
import { useOwnerChoices } from './useOwnerChoices';

/** All virtual machines, containers and templates that the viewer may see. */
export function GuestsPage() {
  return (
    <PageFrame>
      <Guests />
    </PageFrame>
  );
}

function Guests() {
  const { t } = useProxmoxTranslation();
  const { filters, setFilter, clearFilters, toggleSort } = useGuestFilters();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const query = useMemo(() => toGuestsQuery(filters), [filters]);
  const { state, rowAt, isPrevious } = useGuestPages(query, range);
  const sources = state.data?.sources ?? [];
  // An answer for one source names only that one; the choice needs them all.
  const choices = useSources().data?.items ?? sources;
  const owners = useOwnerChoices(
    state.data?.items.map(({ owner }) => owner) ?? [],
  );
  useLiveUpdates(
    filters.source ? [filters.source] : sources.map(({ name }) => name),
  );
  const onRange = useCallback(
    (next: { first: number; last: number }) => setRange(next),
    [],
  );

  return (
    <>
      <GuestFilterBar
        filters={filters}
        sources={choices}
        owners={owners}
        onChange={setFilter}
        onClear={clearFilters}
      />
      <ExtraFilters filters={filters} onChange={setFilter} />
      <AsyncContent state={state} what={t('page.guests')} skeletonLines={10}>
        {({ total }) => (
          <>
            <SourceBanners sources={sources} />
            <Flex align="center" justify="between">
              <Text as="p" variant="body-small" color="secondary" role="status">
                {t('guests.count', { count: total })}
              </Text>
            </Flex>
            {total === 0 ? (
              <NoGuests filtered={isFiltered(filters)} />
            ) : (
              <GuestsTable
                filters={filters}
                total={total}
                isBusy={isPrevious}
                rowAt={rowAt}
                isStale={guest => isStale(guest, sources)}
                onSort={toggleSort}
                onRange={onRange}
              />
            )}
          </>
        )}
      </AsyncContent>
    </>
  );
}

function NoGuests(props: { filtered: boolean }) {
  const { t } = useProxmoxTranslation();
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('guests.noneTitle')}
      description={
        props.filtered ? t('guests.noneFiltered') : t('guests.noneText')
      }
    />
  );
}
