import { Guest, ProxmoxStorage } from '@rackstage/plugin-proxmox-common';
import { formatBytes, formatPercent } from '../../format';
import { useProxmoxTranslation } from '../../translation';
import { UsageBar } from './UsageBar';

/** Used and total bytes of memory, a disk or a storage. */
export function ByteUsage(props: {
  label: string;
  usage?: Guest['memory'] | ProxmoxStorage['usage'];
}) {
  const { t, locale } = useProxmoxTranslation();
  const { label, usage } = props;
  if (!usage) {
    return <>{t('state.none')}</>;
  }
  const total = formatBytes(usage.total, locale);
  if (usage.used === undefined) {
    return <UsageBar label={label} text={total} />;
  }
  return (
    <UsageBar
      label={label}
      fraction={usage.total > 0 ? usage.used / usage.total : 0}
      text={t('guest.usage', { used: formatBytes(usage.used, locale), total })}
    />
  );
}

/** The used share of all cores, and how many there are. */
export function CpuUsage(props: { label: string; cpu?: Guest['cpu'] }) {
  const { t, locale } = useProxmoxTranslation();
  const { label, cpu } = props;
  if (!cpu) {
    return <>{t('state.none')}</>;
  }
  const cores = t('guest.cores', { count: cpu.cores });
  if (cpu.used === undefined) {
    return <UsageBar label={label} text={cores} />;
  }
  return (
    <UsageBar
      label={label}
      fraction={cpu.used}
      text={t('guest.cpuUsage', {
        used: formatPercent(cpu.used, locale),
        cores,
      })}
    />
  );
}
