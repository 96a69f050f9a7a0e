import { SourceAge, TenantCluster } from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { Translate } from '../../translation';
import { DataColumn } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { TenantClusterChips, workersOf } from '../TenantClusterCard';

/** Columns of the table of tenant clusters. */
export function tenantClusterColumns(options: {
  t: Translate;
  locale: string;
  sources: SourceAge[];
}): DataColumn<TenantCluster>[] {
  const { t, locale, sources } = options;
  const titleOf = ({ source }: TenantCluster) =>
    sources.find(({ name }) => name === source)?.title ?? source;
  return [
    {
      id: 'name',
      oneLine: true,
      label: t('tenantCluster.name'),
      sortBy: cluster => cluster.name,
      render: cluster => (
        <EntityLink entityRef={cluster.entityRef}>{cluster.name}</EntityLink>
      ),
    },
    {
      id: 'status',
      label: t('tenantCluster.status'),
      sortBy: cluster => `${cluster.ready} ${cluster.phase}`,
      render: cluster => <TenantClusterChips cluster={cluster} />,
    },
    {
      id: 'reason',
      label: t('tenantCluster.reason'),
      sortBy: cluster => cluster.reason,
      render: cluster => cluster.reason ?? t('state.none'),
    },
    {
      id: 'since',
      oneLine: true,
      label: t('tenantCluster.since'),
      sortBy: cluster => cluster.since,
      render: cluster =>
        cluster.since ? formatTime(cluster.since, locale) : t('state.none'),
    },
    {
      id: 'workers',
      oneLine: true,
      label: t('tenantCluster.workers'),
      sortBy: cluster => workersOf(cluster).total,
      render: cluster => {
        const { ready, total } = workersOf(cluster);
        return t('tenantCluster.workersReady', {
          ready: String(ready),
          total: String(total),
        });
      },
    },
    {
      id: 'version',
      label: t('tenantCluster.version'),
      sortBy: cluster => cluster.version,
      render: cluster => cluster.version ?? t('state.none'),
    },
    {
      id: 'namespace',
      oneLine: true,
      label: t('tenantCluster.namespace'),
      sortBy: cluster => cluster.namespace,
      render: cluster => cluster.namespace,
    },
    {
      id: 'source',
      oneLine: true,
      label: t('tenantCluster.managementCluster'),
      sortBy: titleOf,
      render: titleOf,
    },
    {
      id: 'owner',
      label: t('guest.owner'),
      sortBy: cluster => cluster.owner,
      render: cluster => <EntityLink entityRef={cluster.owner} />,
    },
  ];
}
