import { useEntity } from '@backstage/plugin-catalog-react';
import { styled } from '@mui/material/styles';
import { GuestId } from '@rackstage/plugin-proxmox-common';
import { readGuestId } from '../../entity';
import { useGuest, useLiveUpdates } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { GuestAlerts, GuestSummary } from '../GuestCard';
import { GuestDetails } from './GuestDetails';
import { GuestTasks } from './GuestTasks';
import { Section } from '../Section';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 480px), 1fr))',
  gap: 'var(--bui-space-4)',
});

/** The Proxmox tab of an entity that stands for a guest. */
export function GuestContent() {
  const { entity } = useEntity();
  const id = readGuestId(entity);
  return id ? (
    <ProxmoxQueryProvider>
      {/* Nothing of the guest before may stay when the entity changes. */}
      <Guest key={`${id.source}/${id.type}/${id.vmid}`} id={id} />
    </ProxmoxQueryProvider>
  ) : null;
}

function Guest(props: { id: GuestId }) {
  const { t } = useProxmoxTranslation();
  const guest = useGuest(props.id);
  useLiveUpdates([props.id.source]);
  return (
    <AsyncContent state={guest} what={t('guest.cardTitle')} skeletonLines={8}>
      {answer => (
        <>
          <GuestAlerts answer={answer} />
          <Columns>
            <Section title={t('guest.statusCard')} wide>
              <GuestSummary answer={answer} />
            </Section>
            <GuestDetails id={props.id} />
            <GuestTasks id={props.id} />
          </Columns>
        </>
      )}
    </AsyncContent>
  );
}
