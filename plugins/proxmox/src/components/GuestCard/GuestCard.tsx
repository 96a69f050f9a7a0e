import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { GuestId } from '@rackstage/plugin-proxmox-common';
import { readGuestId } from '../../entity';
import { useGuest, useLiveUpdates } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { GuestAlerts } from './GuestAlerts';
import { GuestSummary } from './GuestSummary';

/** Card on the overview of an entity that stands for a guest. */
export function GuestCard() {
  const { entity } = useEntity();
  const { t } = useProxmoxTranslation();
  const id = readGuestId(entity);
  return id ? (
    <EntityInfoCard title={t('guest.cardTitle')}>
      <ProxmoxQueryProvider>
        <LiveGuest id={id} />
      </ProxmoxQueryProvider>
    </EntityInfoCard>
  ) : null;
}

function LiveGuest(props: { id: GuestId }) {
  const { t } = useProxmoxTranslation();
  const guest = useGuest(props.id);
  useLiveUpdates([props.id.source]);
  return (
    <AsyncContent state={guest} what={t('guest.cardTitle')} skeletonLines={5}>
      {answer => (
        <Flex direction="column" gap="4">
          <GuestAlerts answer={answer} />
          <GuestSummary answer={answer} />
        </Flex>
      )}
    </AsyncContent>
  );
}
