import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { SourceSummary } from '@rackstage/plugin-proxmox-common';
import { readSourceName } from '../../entity';
import { useLiveUpdates, useSources } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { FactList } from '../FactList';
import { OpenInProxmox } from '../OpenInProxmox';
import { SourceBanner } from '../SourceBanner';
import { sourceFacts } from '../SourcesPage';
import { StatusChip, sourceTones } from '../StatusChip';

/** Card on the overview of an entity that stands for a Proxmox cluster. */
export function ClusterCard() {
  const { entity } = useEntity();
  const { t } = useProxmoxTranslation();
  const source = readSourceName(entity);
  return source ? (
    <EntityInfoCard title={t('cluster.cardTitle')}>
      <ProxmoxQueryProvider>
        <LiveCluster source={source} />
      </ProxmoxQueryProvider>
    </EntityInfoCard>
  ) : null;
}

function LiveCluster(props: { source: string }) {
  const { t } = useProxmoxTranslation();
  const sources = useSources();
  useLiveUpdates([props.source]);
  return (
    <AsyncContent state={sources} what={t('cluster.cardTitle')}>
      {answer => {
        const source = answer.items.find(({ name }) => name === props.source);
        return source ? (
          <ClusterSummary source={source} />
        ) : (
          <Text as="p">{t('cluster.gone')}</Text>
        );
      }}
    </AsyncContent>
  );
}

function ClusterSummary(props: { source: SourceSummary }) {
  const { source } = props;
  const { t } = useProxmoxTranslation();
  return (
    <Flex direction="column" gap="4">
      <SourceBanner source={source} />
      <Flex align="center" justify="between" gap="3">
        <Flex align="center" gap="3">
          <StatusChip tone={sourceTones[source.health]}>
            {t(`source.${source.health}`)}
          </StatusChip>
          <AgeStamp asOf={source.asOf} stale={source.health === 'failing'} />
        </Flex>
        <OpenInProxmox webUrl={source.cluster?.webUrl} />
      </Flex>
      <FactList facts={sourceFacts(source, t)} />
    </Flex>
  );
}
