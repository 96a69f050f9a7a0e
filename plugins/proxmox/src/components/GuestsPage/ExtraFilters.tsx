import { Button, Flex } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useProxmoxTranslation } from '../../translation';
import { GuestFilters } from './guestFilters';
import { GuestFilterKey } from './useGuestFilters';

/** Filters that links set and the bar does not offer: node, pool and tag; each can be removed. */
export function ExtraFilters(props: {
  filters: GuestFilters;
  onChange(key: GuestFilterKey, value: undefined): void;
}) {
  const { filters, onChange } = props;
  const { t } = useProxmoxTranslation();
  const set = (
    [
      { key: 'node', name: t('guest.node') },
      { key: 'pool', name: t('guest.pool') },
      { key: 'tag', name: t('guest.tags') },
    ] as const
  ).flatMap(({ key, name }) => {
    const value = filters[key];
    return value ? [{ key, name, value }] : [];
  });

  if (set.length === 0) {
    return null;
  }
  return (
    <Flex gap="2">
      {set.map(({ key, name, value }) => (
        <Button
          key={key}
          size="small"
          variant="secondary"
          aria-label={t('action.removeFilter', { name, value })}
          iconEnd={<RiCloseLine aria-hidden />}
          onPress={() => onChange(key, undefined)}
        >
          {`${name}: ${value}`}
        </Button>
      ))}
    </Flex>
  );
}
