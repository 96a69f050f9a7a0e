import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { ProxmoxStorage, SourceAge } from '@rackstage/plugin-proxmox-common';
import { isSameEntity, readSourceName } from '../../entity';
import { useLiveUpdates, useStorages } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { FactList } from '../FactList';
import { SourceBanners, isStale } from '../SourceBanner';
import { StatusChip } from '../StatusChip';
import { ByteUsage } from '../UsageBar';

/** Card on the overview of an entity that stands for a storage. */
export function StorageCard() {
  const { entity } = useEntity();
  const { t } = useProxmoxTranslation();
  const source = readSourceName(entity);
  return source ? (
    <EntityInfoCard title={t('storage.cardTitle')}>
      <ProxmoxQueryProvider>
        <LiveStorage source={source} entityRef={stringifyEntityRef(entity)} />
      </ProxmoxQueryProvider>
    </EntityInfoCard>
  ) : null;
}

function LiveStorage(props: { source: string; entityRef: string }) {
  const { t } = useProxmoxTranslation();
  const storages = useStorages(props.source);
  useLiveUpdates([props.source]);
  return (
    <AsyncContent state={storages} what={t('storage.cardTitle')}>
      {answer => {
        const storage = answer.items.find(({ entityRef }) =>
          isSameEntity(entityRef, props.entityRef),
        );
        return (
          <>
            <SourceBanners sources={answer.sources} />
            {storage ? (
              <StorageSummary storage={storage} sources={answer.sources} />
            ) : (
              <Text as="p">{t('storage.gone')}</Text>
            )}
          </>
        );
      }}
    </AsyncContent>
  );
}

function StorageSummary(props: {
  storage: ProxmoxStorage;
  sources: SourceAge[];
}) {
  const { storage, sources } = props;
  const { t } = useProxmoxTranslation();
  const stale = isStale(storage, sources);
  const available = storage.status === 'available';
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" gap="3">
        <StatusChip tone={available && !stale ? 'success' : 'warning'}>
          {t(`storage.${storage.status}`)}
        </StatusChip>
        <AgeStamp asOf={sources[0]?.asOf} stale={stale} />
      </Flex>
      <FactList
        facts={[
          { label: t('storage.plugin'), value: storage.plugin },
          { label: t('storage.content'), value: storage.content.join(', ') },
          {
            label: t('storage.shared'),
            value: storage.shared ? t('state.yes') : t('state.no'),
          },
          { label: t('storage.nodes'), value: storage.nodes.join(', ') },
          {
            label: t('storage.usage'),
            value: storage.usage && (
              <ByteUsage label={t('storage.usage')} usage={storage.usage} />
            ),
          },
        ]}
      />
    </Flex>
  );
}
