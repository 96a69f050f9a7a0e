import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import {
  TenantClusterAnswer,
  TenantClusterId,
} from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { readTenantClusterId } from '../../entity';
import { useLiveUpdates, useTenantCluster } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { ConditionTree } from '../ConditionTree';
import { DataTable } from '../DataTable';
import { Section } from '../Section';
import {
  TenantClusterAlerts,
  TenantClusterSummary,
} from '../TenantClusterCard';
import { machineColumns } from './machineColumns';

/** The tab of an entity that stands for a tenant cluster. */
export function TenantClusterContent() {
  const { entity } = useEntity();
  const id = readTenantClusterId(entity);
  return id ? (
    <ProxmoxQueryProvider>
      {/* Nothing of the cluster before may stay when the entity changes. */}
      <LiveTenantCluster
        key={`${id.source}/${id.namespace}/${id.name}`}
        id={id}
      />
    </ProxmoxQueryProvider>
  ) : null;
}

function LiveTenantCluster(props: { id: TenantClusterId }) {
  const { t } = useProxmoxTranslation();
  const cluster = useTenantCluster(props.id);
  // Management clusters are watched all the time; it is the guests of the machines that are polled.
  useLiveUpdates(
    cluster.data?.machines.flatMap(({ guest }) => guest?.source ?? []) ?? [],
  );
  return (
    <AsyncContent
      state={cluster}
      what={t('tenantCluster.cardTitle')}
      skeletonLines={8}
    >
      {answer => (
        <Flex direction="column" gap="4">
          <TenantClusterAlerts answer={answer} />
          <Section title={t('guest.statusCard')}>
            <TenantClusterSummary answer={answer} />
          </Section>
          <Section title={t('conditions.title')}>
            <ConditionTree label={t('conditions.title')} root={answer.tree} />
          </Section>
          <MachinesSection answer={answer} />
        </Flex>
      )}
    </AsyncContent>
  );
}

function MachinesSection(props: { answer: TenantClusterAnswer }) {
  const { machines, source } = props.answer;
  const { t } = useProxmoxTranslation();
  const columns = useMemo(() => machineColumns(t), [t]);
  return (
    <Section title={t('machine.title')}>
      <DataTable
        label={t('machine.title')}
        columns={columns}
        rows={machines}
        rowKey={machine => machine.name}
        isStale={() => source.health === 'failing'}
        empty={t('machine.none')}
      />
    </Section>
  );
}
