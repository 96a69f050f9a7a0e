import { ProxmoxNode } from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { formatDuration } from '../../format';
import { useLiveUpdates, useNodes } from '../../hooks';
import { Translate, useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { DataColumn, DataTable } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { PageFrame } from '../PageFrame';
import { SourceBanners, isStale } from '../SourceBanner';
import { StatusChip, nodeTones } from '../StatusChip';
import { ByteUsage, CpuUsage } from '../UsageBar';

/** All nodes of all sources. */
export function NodesPage() {
  return (
    <PageFrame>
      <NodesTable />
    </PageFrame>
  );
}

function NodesTable() {
  const { t, locale } = useProxmoxTranslation();
  const nodes = useNodes();
  const columns = useMemo(() => nodeColumns(t, locale), [t, locale]);
  useLiveUpdates(nodes.data?.sources.map(source => source.name) ?? []);

  return (
    <AsyncContent state={nodes} what={t('page.nodes')} skeletonLines={6}>
      {answer => (
        <>
          <SourceBanners sources={answer.sources} />
          <DataTable
            label={t('page.nodes')}
            columns={columns}
            rows={answer.items}
            rowKey={node => node.entityRef}
            isStale={node => isStale(node, answer.sources)}
            empty={t('node.none')}
          />
        </>
      )}
    </AsyncContent>
  );
}

function nodeColumns(t: Translate, locale: string): DataColumn<ProxmoxNode>[] {
  return [
    {
      id: 'name',
      label: t('node.name'),
      sortBy: node => node.name,
      render: node => (
        <EntityLink entityRef={node.entityRef}>{node.name}</EntityLink>
      ),
    },
    {
      id: 'source',
      label: t('guest.source'),
      sortBy: node => node.source,
      render: node => node.source,
    },
    {
      id: 'status',
      label: t('node.status'),
      sortBy: node => node.status,
      render: node => (
        <StatusChip tone={nodeTones[node.status]}>
          {t(`node.${node.status}`)}
        </StatusChip>
      ),
    },
    {
      id: 'address',
      label: t('node.address'),
      sortBy: node => node.address,
      render: node => node.address ?? t('state.none'),
    },
    {
      id: 'cpu',
      label: t('guest.cpu'),
      sortBy: node => node.cpu?.used,
      render: node => <CpuUsage label={t('guest.cpu')} cpu={node.cpu} />,
    },
    {
      id: 'memory',
      label: t('guest.memory'),
      sortBy: node => node.memory?.used,
      render: node => (
        <ByteUsage label={t('guest.memory')} usage={node.memory} />
      ),
    },
    {
      id: 'rootDisk',
      label: t('node.rootDisk'),
      sortBy: node => node.rootDisk?.used,
      render: node => (
        <ByteUsage label={t('node.rootDisk')} usage={node.rootDisk} />
      ),
    },
    {
      id: 'uptime',
      label: t('guest.uptime'),
      sortBy: node => node.uptime,
      render: node =>
        node.uptime ? formatDuration(node.uptime, locale) : t('state.none'),
    },
  ];
}
