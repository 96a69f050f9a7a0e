import {
  GuestAddress,
  GuestDisk,
  GuestInterface,
  GuestSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { formatBytes, formatTime } from '../../format';
import { Translate } from '../../translation';
import { DataColumn } from '../DataTable';

function text<T>(
  id: string,
  label: string,
  valueOf: (row: T) => string | undefined,
): DataColumn<T> {
  return { id, label, sortBy: valueOf, render: row => valueOf(row) ?? '—' };
}

/** Columns of the addresses of a guest. */
export function addressColumns(t: Translate): DataColumn<GuestAddress>[] {
  return [
    text('address', t('details.address'), ({ address, prefix }) =>
      prefix === undefined ? address : `${address}/${prefix}`,
    ),
    text('interface', t('details.interface'), row => row.interface),
    text('mac', t('details.mac'), row => row.mac),
    text('origin', t('details.origin'), row => t(`details.${row.origin}`)),
  ];
}

/** Columns of the disks of a guest. */
export function diskColumns(
  t: Translate,
  locale: string,
): DataColumn<GuestDisk>[] {
  return [
    text('key', t('details.disk'), ({ key, media }) =>
      media === 'cdrom' ? `${key} (${t('details.cdrom')})` : key,
    ),
    text('storage', t('details.storage'), row => row.storage),
    {
      id: 'size',
      label: t('details.size'),
      sortBy: row => row.size,
      render: row =>
        row.size === undefined
          ? t('state.none')
          : formatBytes(row.size, locale),
    },
    text('mountPoint', t('details.mountPoint'), row => row.mountPoint),
    text('backup', t('details.backup'), row =>
      row.backup ? t('state.yes') : t('state.no'),
    ),
  ];
}

/** Columns of the network interfaces of a guest. */
export function interfaceColumns(t: Translate): DataColumn<GuestInterface>[] {
  return [
    text('key', t('details.interface'), row => row.key),
    text('model', t('details.model'), row => row.model),
    text('mac', t('details.mac'), row => row.mac),
    text('bridge', t('details.bridge'), row => row.bridge),
    text('vlan', t('details.vlan'), ({ vlan }) => vlan?.toString()),
    text('firewall', t('details.firewall'), row =>
      row.firewall ? t('state.yes') : t('state.no'),
    ),
  ];
}

/** Columns of the snapshots of a guest. */
export function snapshotColumns(
  t: Translate,
  locale: string,
): DataColumn<GuestSnapshot>[] {
  return [
    text('name', t('details.snapshot'), row => row.name),
    {
      id: 'takenAt',
      label: t('details.takenAt'),
      sortBy: row => row.takenAt,
      render: row =>
        row.takenAt ? formatTime(row.takenAt, locale) : t('state.none'),
    },
    text('withMemory', t('details.withMemory'), row =>
      row.withMemory ? t('state.yes') : t('state.no'),
    ),
    text('description', t('details.description'), row => row.description),
  ];
}
