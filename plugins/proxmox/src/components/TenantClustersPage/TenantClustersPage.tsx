import { SourceAge } from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { useLiveUpdates, useTenantClusters } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { DataTable } from '../DataTable';
import { PageFrame } from '../PageFrame';
import { SourceBanners, isStale } from '../SourceBanner';
import { tenantClusterColumns } from './tenantClusterColumns';

/** All tenant clusters of all management clusters. */
export function TenantClustersPage() {
  return (
    <PageFrame>
      <TenantClustersTable />
    </PageFrame>
  );
}

function TenantClustersTable() {
  const { t, locale } = useProxmoxTranslation();
  const clusters = useTenantClusters();
  const sources = clusters.data?.sources;
  const columns = useMemo(
    () => tenantClusterColumns({ t, locale, sources: sources ?? [] }),
    [t, locale, sources],
  );
  // Management clusters are watched all the time; nobody has to ask for it.
  useLiveUpdates([]);

  return (
    <AsyncContent
      state={clusters}
      what={t('page.tenantClusters')}
      skeletonLines={6}
    >
      {answer => (
        <>
          <SourceBanners sources={answer.sources} />
          <DataTable
            label={t('page.tenantClusters')}
            columns={columns}
            rows={answer.items}
            rowKey={cluster => cluster.entityRef}
            isStale={cluster => isStale(cluster, answer.sources)}
            empty={t('tenantCluster.none')}
          />
          <OldestReading sources={answer.sources} />
        </>
      )}
    </AsyncContent>
  );
}

/** One stamp for the table: no row is older than it says. */
function OldestReading(props: { sources: SourceAge[] }) {
  const { sources } = props;
  const [oldest] = sources.flatMap(({ asOf }) => asOf ?? []).sort();
  return oldest ? (
    <AgeStamp
      asOf={oldest}
      stale={sources.some(({ health }) => health === 'failing')}
    />
  ) : null;
}
