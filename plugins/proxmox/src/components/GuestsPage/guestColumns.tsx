import { Flex } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { ReactNode } from 'react';
import { entityRefName, formatDuration } from '../../format';
import { Translate } from '../../translation';
import { EntityLink } from '../EntityLink';
import { GuestStatusChips } from '../StatusChip';
import { ByteUsage, CpuUsage, loadOf } from '../UsageBar';
import { GuestSortKey } from './guestFilters';

// BUI's badge takes its colour from the level of its background and vanishes on a table.
const Tag = styled('span')({
  padding: '0 var(--bui-space-1_5)',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-2)',
  fontSize: 'var(--bui-font-size-2)',
  lineHeight: '18px',
});

export interface GuestColumn {
  id: string;
  label: string;
  /** In pixels; the last column takes what is left. */
  width?: number;
  sortKey?: GuestSortKey;
  numeric?: boolean;
  render(guest: Guest, stale: boolean): ReactNode;
}

/** What a guest is called where Proxmox has not said its name yet. */
export function guestName(guest: Guest, t: Translate): string {
  return guest.name ?? t('guest.nameless', { vmid: String(guest.vmid) });
}

/** The columns of the guests table. */
export function guestColumns(t: Translate, locale: string): GuestColumn[] {
  return [
    ...identityColumns(t),
    ...placementColumns(t),
    ...usageColumns(t, locale),
    {
      id: 'tags',
      label: t('guest.tags'),
      render: guest => (
        <Flex gap="1">
          {guest.tags.map(tag => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </Flex>
      ),
    },
  ];
}

function identityColumns(t: Translate): GuestColumn[] {
  return [
    {
      id: 'name',
      label: t('guest.name'),
      sortKey: 'name',
      width: 195,
      render: guest => (
        <EntityLink entityRef={guest.entityRef}>
          {guestName(guest, t)}
        </EntityLink>
      ),
    },
    {
      id: 'vmid',
      label: t('guest.vmid'),
      sortKey: 'vmid',
      width: 70,
      numeric: true,
      render: guest => guest.vmid,
    },
    {
      id: 'type',
      label: t('guest.type'),
      width: 95,
      render: guest =>
        guest.template ? t('guest.template') : t(`guest.${guest.type}`),
    },
    {
      id: 'status',
      label: t('guest.status'),
      sortKey: 'status',
      width: 212,
      render: (guest, stale) => (
        <GuestStatusChips guest={guest} stale={stale} />
      ),
    },
  ];
}

function placementColumns(t: Translate): GuestColumn[] {
  return [
    {
      id: 'node',
      label: t('guest.node'),
      sortKey: 'node',
      width: 95,
      render: guest => guest.node,
    },
    {
      id: 'source',
      label: t('guest.source'),
      sortKey: 'source',
      width: 95,
      render: guest => guest.source,
    },
    {
      id: 'owner',
      label: t('guest.owner'),
      sortKey: 'owner',
      width: 105,
      render: guest => (
        <EntityLink entityRef={guest.owner}>
          {entityRefName(guest.owner)}
        </EntityLink>
      ),
    },
  ];
}

function usageColumns(t: Translate, locale: string): GuestColumn[] {
  const label = (what: string, guest: Guest) =>
    `${what}: ${guestName(guest, t)}`;
  return [
    {
      id: 'cpu',
      label: t('guest.cpu'),
      sortKey: 'cpu',
      width: 125,
      render: guest => (
        <CpuUsage
          label={label(t('guest.cpu'), guest)}
          cpu={loadOf(guest).cpu}
        />
      ),
    },
    {
      id: 'memory',
      label: t('guest.memory'),
      sortKey: 'memory',
      width: 145,
      render: guest => (
        <ByteUsage
          label={label(t('guest.memory'), guest)}
          usage={loadOf(guest).memory}
        />
      ),
    },
    {
      id: 'uptime',
      label: t('guest.uptime'),
      sortKey: 'uptime',
      width: 90,
      render: guest =>
        guest.uptime ? formatDuration(guest.uptime, locale) : t('state.none'),
    },
  ];
}
