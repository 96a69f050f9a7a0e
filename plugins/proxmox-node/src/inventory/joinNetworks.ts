import { ProxmoxNetwork } from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { NetworksReading } from '../pve';
import { VanishedThing } from './findVanished';
import { Evidence, judgeVanished } from './judgeVanished';
import { ownNetwork } from './joinSnapshot';
import { networkRef } from './resourceRefs';

/**
 * The networks of a source after another reading: what was read, and of what was not, everything that is not proven
 * gone. `before` and `after` are the permissions around the reading; both must allow what is believed to be gone.
 */
export function joinNetworks(
  config: SourceConfig,
  reading: NetworksReading,
  known: {
    previous: ProxmoxNetwork[];
    before?: Evidence;
    after?: Evidence;
    now: string;
  },
): ProxmoxNetwork[] {
  const read = reading.networks.map(network => ownNetwork(config, network));
  const kept = findMissingNetworks(reading, known.previous).flatMap(network => {
    if (!wasRead(reading, network, known.after)) {
      return [network];
    }
    const verdicts = [known.before, known.after].map(evidence =>
      evidence ? judgeVanished(networkThing(network), evidence).verdict : '',
    );
    if (verdicts.includes('unreadable')) {
      const unreadableSince = network.unreadableSince ?? known.now;
      return [{ ...network, unreadableSince }];
    }
    return verdicts.every(verdict => verdict === 'gone') ? [] : [network];
  });
  return [...read, ...kept];
}

/** Networks that were known and were not read. */
export function findMissingNetworks(
  reading: NetworksReading,
  previous: ProxmoxNetwork[],
): ProxmoxNetwork[] {
  const seen = new Set(reading.networks.map(networkRef));
  return previous.filter(network => !seen.has(networkRef(network)));
}

function wasRead(
  reading: NetworksReading,
  network: ProxmoxNetwork,
  evidence: Evidence | undefined,
): boolean {
  if (reading.remarks.some(remark => remark.dropped)) {
    return false;
  }
  if (network.node === undefined) {
    return reading.vnetsRead;
  }
  // A node that left the cluster took its networks with it.
  const nodeIsGone =
    evidence !== undefined && !evidence.nodes.has(network.node);
  return nodeIsGone || reading.nodesRead.includes(network.node);
}

function networkThing(network: ProxmoxNetwork): VanishedThing {
  return {
    ref: networkRef(network),
    type: 'network',
    id: network.name,
    node: network.node,
    unreadableSince: network.unreadableSince,
  };
}
