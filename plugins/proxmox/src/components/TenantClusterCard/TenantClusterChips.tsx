import { Flex } from '@backstage/ui';
import { TenantCluster } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { StatusChip, tenantClusterTone } from '../StatusChip';

const phaseTexts = {
  Pending: 'tenantCluster.pending',
  Provisioning: 'tenantCluster.provisioning',
  Provisioned: 'tenantCluster.provisioned',
  Deleting: 'tenantCluster.deleting',
  Failed: 'tenantCluster.failed',
  Unknown: 'tenantCluster.unknown',
} as const;

/** Phase of a tenant cluster, and whether it can be used. */
export function TenantClusterChips(props: { cluster: TenantCluster }) {
  const { cluster } = props;
  const { t } = useProxmoxTranslation();
  return (
    <Flex gap="1" align="center">
      <StatusChip tone={tenantClusterTone(cluster)}>
        {t(phaseTexts[cluster.phase])}
      </StatusChip>
      <StatusChip tone={cluster.ready ? 'success' : 'neutral'}>
        {cluster.ready ? t('tenantCluster.ready') : t('tenantCluster.notReady')}
      </StatusChip>
      {cluster.paused && (
        <StatusChip tone="warning">{t('tenantCluster.paused')}</StatusChip>
      )}
    </Flex>
  );
}
