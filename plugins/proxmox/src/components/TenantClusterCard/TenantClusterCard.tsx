import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { TenantClusterId } from '@rackstage/plugin-proxmox-common';
import { readTenantClusterId } from '../../entity';
import { useLiveUpdates, useTenantCluster } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { TenantClusterAlerts } from './TenantClusterAlerts';
import { TenantClusterSummary } from './TenantClusterSummary';

/** Card on the overview of an entity that stands for a tenant cluster. */
export function TenantClusterCard() {
  const { entity } = useEntity();
  const { t } = useProxmoxTranslation();
  const id = readTenantClusterId(entity);
  return id ? (
    <EntityInfoCard title={t('tenantCluster.cardTitle')}>
      <ProxmoxQueryProvider>
        <LiveTenantCluster id={id} />
      </ProxmoxQueryProvider>
    </EntityInfoCard>
  ) : null;
}

function LiveTenantCluster(props: { id: TenantClusterId }) {
  const { t } = useProxmoxTranslation();
  const cluster = useTenantCluster(props.id);
  // Management clusters are watched all the time; nobody has to ask for it.
  useLiveUpdates([]);
  return (
    <AsyncContent
      state={cluster}
      what={t('tenantCluster.cardTitle')}
      skeletonLines={5}
    >
      {answer => (
        <Flex direction="column" gap="4">
          <TenantClusterAlerts answer={answer} />
          <TenantClusterSummary answer={answer} />
        </Flex>
      )}
    </AsyncContent>
  );
}
