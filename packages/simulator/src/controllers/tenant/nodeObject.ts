import type { Guest } from '../../pve/world/types';
import { rfc3339 } from '../objects/conditions';
import type { Condition, KubeadmConfig, Node } from '../objects/kinds';

/** What a kubelet knows about the machine that it runs on. */
export interface NodeFacts {
  name: string;
  version: string;
  address?: string;
  /** Undefined when nothing told the kubelet to register with one. */
  providerID?: string;
  uuid: string;
  /** Topology, as the cloud controller manager labels it. */
  region: string;
  zone: string;
  guest: Guest;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The provider ID that the bootstrap configuration makes the kubelet register with. */
export function providerIdFor(
  config: KubeadmConfig | undefined,
  uuid: string,
): string | undefined {
  const args =
    config?.spec.joinConfiguration?.nodeRegistration?.kubeletExtraArgs;
  const value = Array.isArray(args)
    ? args.find(arg => arg.name === 'provider-id')?.value
    : args?.['provider-id'];
  if (!value) return undefined;
  // The quotes are there for the template engine, which takes them away.
  return value
    .replace(/\{\{\s*ds\.meta_data\.instance_id\s*\}\}/, uuid)
    .replace(/'/g, '');
}

function capacityOf(guest: Guest) {
  const { cores = 1, sockets = 1, memory = 512 } = guest.config;
  return {
    cpu: String(Number(cores) * Number(sockets)),
    memory: `${Number(memory) * 1024}Ki`,
    pods: '110',
  };
}

/** The Node as the kubelet registers it. */
export function nodeObject(facts: NodeFacts): Node {
  const { name, providerID, region, zone } = facts;
  const topology = { region, zone };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': topology.region,
        'topology.kubernetes.io/zone': topology.zone,
      },
    },
    spec: providerID ? { providerID } : {},
  };
}

/** The status that the kubelet, or its silence, gives to a Node. */
export function nodeStatus(
  facts: NodeFacts,
  ready: Pick<Condition, 'status' | 'reason' | 'message'>,
  before: Node['status'],
): Node['status'] {
  const known = before?.conditions?.find(c => c.type === 'Ready');
  const time = rfc3339(facts.now);
  const condition = {
    type: 'Ready',
    ...ready,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
  };
  const capacity = capacityOf(facts.guest);
  return {
    conditions:
      known?.status === ready.status ? before?.conditions : [condition],
    capacity,
    allocatable: capacity,
    addresses: [
      { type: 'Hostname', address: facts.name },
      ...(facts.address
        ? [{ type: 'InternalIP', address: facts.address }]
        : []),
    ],
    nodeInfo: {
      architecture: 'amd64',
      bootID: facts.uuid,
      containerRuntimeVersion: 'containerd://2.1.4',
      kernelVersion: '6.8.0-51-generic',
      kubeProxyVersion: facts.version,
      kubeletVersion: facts.version,
      machineID: facts.uuid.replace(/-/g, ''),
      operatingSystem: 'linux',
      osImage: 'Ubuntu 24.04.3 LTS',
      systemUUID: facts.uuid,
    },
  } as Node['status'];
}
