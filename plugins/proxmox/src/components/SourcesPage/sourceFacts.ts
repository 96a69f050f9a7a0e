import { SourceSummary } from '@rackstage/plugin-proxmox-common';
import { Translate } from '../../translation';
import { Fact } from '../FactList';

/** Whether the cluster can decide anything; a node that is in no cluster needs no quorum. */
function quorumText(
  cluster: SourceSummary['cluster'],
  t: Translate,
): string | undefined {
  if (!cluster) {
    return undefined;
  }
  if (cluster.quorate === undefined) {
    return t('source.standalone');
  }
  return cluster.quorate ? t('source.quorate') : t('source.notQuorate');
}

/** Version, quorum and counts of a source. */
export function sourceFacts(source: SourceSummary, t: Translate): Fact[] {
  const { cluster, counts } = source;
  return [
    { label: t('source.version'), value: cluster?.version },
    { label: t('source.quorum'), value: quorumText(cluster, t) },
    {
      label: t('source.nodes'),
      value: t('source.nodesOnline', {
        online: String(counts.nodesOnline),
        total: String(counts.nodes),
      }),
    },
    {
      label: t('source.guests'),
      value: t('source.guestsRunning', {
        running: String(counts.guestsRunning),
        total: String(counts.guests),
      }),
    },
    { label: t('source.storages'), value: String(counts.storages) },
  ];
}
