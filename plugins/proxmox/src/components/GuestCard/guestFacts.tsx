import { GuestAnswer } from '@rackstage/plugin-proxmox-common';
import { formatDuration } from '../../format';
import { Translate } from '../../translation';
import { EntityLink } from '../EntityLink';
import { Fact } from '../FactList';
import { ByteUsage, CpuUsage, loadOf } from '../UsageBar';

/** Where a guest runs, whose it is and what it uses. */
export function guestFacts(
  answer: GuestAnswer,
  t: Translate,
  locale: string,
): Fact[] {
  const { guest, node } = answer;
  const { cpu, memory } = loadOf(guest);
  return [
    {
      label: t('guest.node'),
      value: node ? (
        <EntityLink entityRef={node.entityRef}>{guest.node}</EntityLink>
      ) : (
        guest.node
      ),
    },
    { label: t('guest.vmid'), value: String(guest.vmid) },
    { label: t('guest.source'), value: answer.source.title },
    { label: t('guest.pool'), value: guest.pool },
    {
      label: t('guest.owner'),
      value: <EntityLink entityRef={guest.owner} />,
    },
    { label: t('guest.lock'), value: guest.lock },
    { label: t('guest.ha'), value: guest.haState },
    {
      label: t('guest.uptime'),
      value: guest.uptime
        ? formatDuration(guest.uptime, locale)
        : t('guest.noUptime'),
    },
    {
      label: t('guest.cpu'),
      value: cpu && <CpuUsage label={t('guest.cpu')} cpu={cpu} />,
    },
    {
      label: t('guest.memory'),
      value: memory && <ByteUsage label={t('guest.memory')} usage={memory} />,
    },
    {
      label: t('guest.disk'),
      value: guest.disk && (
        <ByteUsage label={t('guest.disk')} usage={guest.disk} />
      ),
    },
  ];
}
