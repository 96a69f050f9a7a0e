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

/** Whether a reading shows the networks of the node; of the cluster without one. */
export function isNodeRead(
  reading: NetworksReading,
  node: string | undefined,
): boolean {
  return node === undefined
    ? reading.vnetsRead
    : reading.nodesRead.includes(node);
}

function wasRead(
  reading: NetworksReading,
  network: ProxmoxNetwork,
  evidence: Evidence | undefined,
): boolean {
  if (isNodeRead(reading, network.node)) {
    // A row that could not be understood may be the one that is missed.
    return !reading.remarks.some(
      remark => remark.dropped && !remark.subject.startsWith('GET '),
    );
  }
  // A node that left the cluster took its networks with it.
  return (
    network.node !== undefined &&
    evidence !== undefined &&
    !evidence.nodes.has(network.node)
  );
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
