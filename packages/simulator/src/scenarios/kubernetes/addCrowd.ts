import { randomUUID } from 'node:crypto';
import { clusterNameOf, KindName } from '../../controllers/objects/stack';
import type { ResourceStore } from '../../kube/api/store/ResourceStore';
import type { KubeObject } from '../../kube/object/types';

/** Many tenant clusters that look like one that is ready. */
export interface Crowd {
  /** Name of the cluster that they look like. */
  like: string;
  clusters: number;
  machinesPerCluster: number;
}

const clustersPerNamespace = 10;
const firstVmid = 30_000;

// Owners before what they own.
const clusterKinds: KindName[] = [
  'Cluster',
  'KamajiControlPlane',
  'TenantControlPlane',
  'ProxmoxCluster',
  'InClusterIPPool',
  'MachineDeployment',
  'MachineSet',
];
const machineKinds: KindName[] = [
  'Machine',
  'ProxmoxMachine',
  'IPAddressClaim',
];

type Stored = ReturnType<ResourceStore['everything']>[number];

/** What is written instead of what, the longest first. */
type Names = [from: string, to: string][];

interface CopyOptions {
  store: ResourceStore;
  names: Names;
  /** New uids by those of the copied objects. */
  uids: Map<string, string>;
}

/**
 * Copies a tenant cluster with one of its machines until there is a crowd of
 * them: stored objects as the controllers left them, with every field and
 * manager. No controller may run any more, because none of the virtual machines
 * exists.
 */
export function addCrowd(store: ResourceStore, crowd: Crowd): void {
  const model = readModel(store, crowd.like);
  for (let index = 0; index < crowd.clusters; index += 1) {
    const place = Math.floor(index / clustersPerNamespace) + 1;
    const namespace = `tenant-crowd-${String(place).padStart(2, '0')}`;
    const cluster = `crowd-${String(index + 1).padStart(3, '0')}`;
    const names: Names = [
      [model.pool, `${cluster}-md-0`],
      [model.namespace, namespace],
      [crowd.like, cluster],
    ];
    const uids = new Map<string, string>();
    if (index % clustersPerNamespace === 0) {
      copy(model.ofNamespace, { store, names, uids });
    }
    model.ofCluster.forEach(one => copy(one, { store, names, uids }));
    for (let machine = 0; machine < crowd.machinesPerCluster; machine += 1) {
      const vmid = firstVmid + index * crowd.machinesPerCluster + machine;
      const ofMachine: Names = [
        [model.machine, `${cluster}-md-0-${machine}`],
        [model.uuid, randomUUID()],
        [`"virtualMachineID":${model.vmid}`, `"virtualMachineID":${vmid}`],
      ];
      model.ofMachine.forEach(one =>
        copy(one, { store, names: [...ofMachine, ...names], uids }),
      );
    }
  }
}

function readModel(store: ResourceStore, cluster: string) {
  const everything = store.everything();
  const read = (kind: KindName) =>
    everything.filter(({ definition }) => definition.kind === kind);
  const ofCluster = clusterKinds.flatMap(kind =>
    read(kind).filter(
      ({ object }) =>
        object.metadata.name === cluster ||
        object.metadata.name?.startsWith(`${cluster}-`) ||
        clusterNameOf(object) === cluster,
    ),
  );
  const machine = read('Machine').find(
    ({ object }) => clusterNameOf(object) === cluster,
  )?.object.metadata;
  const ofNamespace = read('Namespace').find(
    ({ object }) => object.metadata.name === machine?.namespace,
  );
  const pool = ofCluster.find(
    ({ definition }) => definition.kind === 'MachineDeployment',
  );
  if (!machine || !pool || !ofNamespace) {
    throw new Error(
      `There is no tenant cluster '${cluster}' with machines that others could look like.`,
    );
  }
  const ofMachine = machineKinds.flatMap(kind =>
    read(kind).filter(({ object }) =>
      object.metadata.name?.startsWith(machine.name ?? ''),
    ),
  );
  const proxmoxMachine = ofMachine.find(
    ({ definition }) => definition.kind === 'ProxmoxMachine',
  );
  const spec = Object(proxmoxMachine?.object.spec);
  return {
    namespace: machine.namespace ?? '',
    pool: pool.object.metadata.name ?? '',
    machine: machine.name ?? '',
    uuid: String(spec.providerID).replace('proxmox://', ''),
    vmid: Number(spec.virtualMachineID),
    ofNamespace,
    ofCluster,
    ofMachine,
  };
}

function copy(
  { definition, object }: Stored,
  { store, names, uids }: CopyOptions,
): void {
  const text = names.reduce(
    (result, [from, to]) => result.replaceAll(from, to),
    JSON.stringify(object),
  );
  const draft = JSON.parse(text) as KubeObject;
  const uid = randomUUID();
  uids.set(object.metadata.uid ?? '', uid);
  store.put(definition, {
    ...draft,
    metadata: {
      ...draft.metadata,
      uid,
      ownerReferences: draft.metadata.ownerReferences?.flatMap(owner => {
        const known = uids.get(owner.uid);
        return known ? [{ ...owner, uid: known }] : [];
      }),
    },
  });
}
