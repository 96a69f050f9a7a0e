import { Button, Select } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { SourceAge, guestStatusSchema } from '@rackstage/plugin-proxmox-common';
import { useCallback } from 'react';
import { entityRefName } from '../../format';
import { useProxmoxTranslation } from '../../translation';
import { GuestFilters, isFiltered } from './guestFilters';
import { GuestSearchField } from './GuestSearchField';
import { GuestFilterKey } from './useGuestFilters';

const Bar = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(220px, 2fr) repeat(4, minmax(130px, 1fr)) auto',
  gap: 'var(--bui-space-3)',
  alignItems: 'end',
  '@media (max-width: 1000px)': {
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
  },
});

const ALL = 'all';

export interface GuestFilterBarProps {
  filters: GuestFilters;
  /** Offered as choices. */
  sources: SourceAge[];
  /** Entity refs, offered as choices. */
  owners: string[];
  onChange(key: GuestFilterKey, value: string | undefined): void;
  onClear(): void;
}

/** Search and filters above the guests table. */
export function GuestFilterBar(props: GuestFilterBarProps) {
  const { filters, sources, owners, onChange, onClear } = props;
  const { t } = useProxmoxTranslation();
  const onSearch = useCallback(
    (value: string | undefined) => onChange('search', value),
    [onChange],
  );

  return (
    <Bar role="search">
      <GuestSearchField value={filters.search ?? ''} onChange={onSearch} />
      <FilterSelect
        label={t('guest.source')}
        value={filters.source}
        choices={withChosen(
          sources.map(({ name, title }) => ({ value: name, label: title })),
          filters.source,
        )}
        onChange={value => onChange('source', value)}
      />
      <FilterSelect
        label={t('guest.type')}
        value={filters.kind}
        choices={[
          { value: 'vm', label: t('guests.vm') },
          { value: 'container', label: t('guests.container') },
          { value: 'template', label: t('guests.templates') },
        ]}
        onChange={value => onChange('kind', value)}
      />
      <FilterSelect
        label={t('guest.status')}
        value={filters.status}
        choices={guestStatusSchema.options.map(status => ({
          value: status,
          label: t(`guest.${status}`),
        }))}
        onChange={value => onChange('status', value)}
      />
      <FilterSelect
        label={t('guest.owner')}
        value={filters.owner}
        choices={withChosen(
          owners.map(owner => ({ value: owner, label: entityRefName(owner) })),
          filters.owner,
        )}
        onChange={value => onChange('owner', value)}
      />
      <Button
        size="small"
        variant="tertiary"
        isDisabled={!isFiltered(filters)}
        onPress={onClear}
      >
        {t('action.clearFilters')}
      </Button>
    </Bar>
  );
}

interface Choice {
  value: string;
  label: string;
}

/** What an address asks for must be selectable, even if nothing that was read so far has it. */
function withChosen(choices: Choice[], chosen: string | undefined): Choice[] {
  return chosen === undefined || choices.some(({ value }) => value === chosen)
    ? choices
    : [...choices, { value: chosen, label: entityRefName(chosen) }];
}

function FilterSelect(props: {
  label: string;
  value: string | undefined;
  choices: Choice[];
  onChange(value: string | undefined): void;
}) {
  const { label, value, choices, onChange } = props;
  const { t } = useProxmoxTranslation();
  return (
    <Select
      label={label}
      size="small"
      selectionMode="single"
      options={[{ value: ALL, label: t('guests.all') }, ...choices]}
      value={value ?? ALL}
      onChange={key =>
        onChange(key === ALL || key === null ? undefined : String(key))
      }
    />
  );
}
