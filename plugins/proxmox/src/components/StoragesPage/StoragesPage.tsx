import { ProxmoxStorage } from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { useLiveUpdates, useStorages } from '../../hooks';
import { Translate, useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { DataColumn, DataTable } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { PageFrame } from '../PageFrame';
import { SourceBanners, isStale } from '../SourceBanner';
import { StatusChip } from '../StatusChip';
import { ByteUsage } from '../UsageBar';

/** All storages of all sources; a shared one is listed once. */
export function StoragesPage() {
  return (
    <PageFrame>
      <StoragesTable />
    </PageFrame>
  );
}

function StoragesTable() {
  const { t } = useProxmoxTranslation();
  const storages = useStorages();
  const columns = useMemo(() => storageColumns(t), [t]);
  useLiveUpdates(storages.data?.sources.map(source => source.name) ?? []);

  return (
    <AsyncContent state={storages} what={t('page.storages')} skeletonLines={6}>
      {answer => (
        <>
          <SourceBanners sources={answer.sources} />
          <DataTable
            label={t('page.storages')}
            columns={columns}
            rows={answer.items}
            rowKey={storage => storage.entityRef}
            isStale={storage => isStale(storage, answer.sources)}
            empty={t('storage.none')}
          />
        </>
      )}
    </AsyncContent>
  );
}

function fullness(storage: ProxmoxStorage): number | undefined {
  const { usage } = storage;
  return usage?.used !== undefined && usage.total > 0
    ? usage.used / usage.total
    : undefined;
}

function storageColumns(t: Translate): DataColumn<ProxmoxStorage>[] {
  return [
    {
      id: 'storage',
      label: t('storage.name'),
      sortBy: storage => storage.storage,
      render: storage => (
        <EntityLink entityRef={storage.entityRef}>{storage.storage}</EntityLink>
      ),
    },
    {
      id: 'source',
      label: t('guest.source'),
      sortBy: storage => storage.source,
      render: storage => storage.source,
    },
    {
      id: 'nodes',
      label: t('storage.nodes'),
      sortBy: storage => storage.node ?? '',
      render: storage => storage.node ?? storage.nodes.join(', '),
    },
    {
      id: 'shared',
      label: t('storage.shared'),
      sortBy: storage => storage.shared,
      render: storage => (storage.shared ? t('state.yes') : t('state.no')),
    },
    {
      id: 'plugin',
      label: t('storage.plugin'),
      sortBy: storage => storage.plugin,
      render: storage => storage.plugin ?? t('state.none'),
    },
    {
      id: 'content',
      label: t('storage.content'),
      render: storage => storage.content.join(', '),
    },
    {
      id: 'status',
      label: t('guest.status'),
      sortBy: storage => storage.status,
      render: storage => (
        <StatusChip
          tone={storage.status === 'available' ? 'success' : 'warning'}
        >
          {t(`storage.${storage.status}`)}
        </StatusChip>
      ),
    },
    {
      id: 'usage',
      label: t('storage.usage'),
      sortBy: fullness,
      render: storage => (
        <ByteUsage label={t('storage.usage')} usage={storage.usage} />
      ),
    },
  ];
}
