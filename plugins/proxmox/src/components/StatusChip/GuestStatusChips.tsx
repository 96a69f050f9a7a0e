import { Flex } from '@backstage/ui';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { useProxmoxTranslation } from '../../translation';
import { StatusChip } from './StatusChip';
import { guestTones } from './tones';

/** Status and lock of a guest; a status that may be over is marked as last seen. */
export function GuestStatusChips(props: { guest: Guest; stale: boolean }) {
  const { guest, stale } = props;
  const { t, locale } = useProxmoxTranslation();
  return (
    <Flex gap="1" align="center">
      <StatusChip tone={stale ? 'neutral' : guestTones[guest.status]}>
        {t(`guest.${guest.status}`)}
      </StatusChip>
      {guest.lock && (
        <StatusChip tone="info">
          {t('guest.locked', { lock: guest.lock })}
        </StatusChip>
      )}
      {stale && (
        <StatusChip
          tone="warning"
          title={
            guest.unreadableSince &&
            t('guest.lastSeenHint', {
              since: formatTime(guest.unreadableSince, locale),
            })
          }
        >
          {t('guest.lastSeen')}
        </StatusChip>
      )}
    </Flex>
  );
}
