import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { ProxmoxNode, SourceAge } from '@rackstage/plugin-proxmox-common';
import { isSameEntity, readSourceName } from '../../entity';
import { formatDuration } from '../../format';
import { useLiveUpdates, useNodes } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { FactList } from '../FactList';
import { SourceBanners, isStale } from '../SourceBanner';
import { StatusChip, nodeTones } from '../StatusChip';
import { ByteUsage, CpuUsage } from '../UsageBar';

/** Card on the overview of an entity that stands for a node. */
export function NodeCard() {
  const { entity } = useEntity();
  const { t } = useProxmoxTranslation();
  const source = readSourceName(entity);
  return source ? (
    <EntityInfoCard title={t('node.cardTitle')}>
      <ProxmoxQueryProvider>
        <LiveNode source={source} entityRef={stringifyEntityRef(entity)} />
      </ProxmoxQueryProvider>
    </EntityInfoCard>
  ) : null;
}

function LiveNode(props: { source: string; entityRef: string }) {
  const { t } = useProxmoxTranslation();
  const nodes = useNodes(props.source);
  useLiveUpdates([props.source]);
  return (
    <AsyncContent state={nodes} what={t('node.cardTitle')}>
      {answer => {
        const node = answer.items.find(({ entityRef }) =>
          isSameEntity(entityRef, props.entityRef),
        );
        return (
          <>
            <SourceBanners sources={answer.sources} />
            {node ? (
              <NodeSummary node={node} sources={answer.sources} />
            ) : (
              <Text as="p">{t('node.gone')}</Text>
            )}
          </>
        );
      }}
    </AsyncContent>
  );
}

function NodeSummary(props: { node: ProxmoxNode; sources: SourceAge[] }) {
  const { node, sources } = props;
  const { t, locale } = useProxmoxTranslation();
  const stale = isStale(node, sources);
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" gap="3">
        <StatusChip tone={stale ? 'neutral' : nodeTones[node.status]}>
          {t(`node.${node.status}`)}
        </StatusChip>
        <AgeStamp asOf={sources[0]?.asOf} stale={stale} />
      </Flex>
      <FactList
        facts={[
          { label: t('node.address'), value: node.address },
          {
            label: t('guest.uptime'),
            value: node.uptime && formatDuration(node.uptime, locale),
          },
          {
            label: t('guest.cpu'),
            value: node.cpu && (
              <CpuUsage label={t('guest.cpu')} cpu={node.cpu} />
            ),
          },
          {
            label: t('guest.memory'),
            value: node.memory && (
              <ByteUsage label={t('guest.memory')} usage={node.memory} />
            ),
          },
          {
            label: t('node.rootDisk'),
            value: node.rootDisk && (
              <ByteUsage label={t('node.rootDisk')} usage={node.rootDisk} />
            ),
          },
        ]}
      />
    </Flex>
  );
}
