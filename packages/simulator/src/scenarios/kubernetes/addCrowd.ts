import { randomUUID } from 'node:crypto';
import {
  clusterNameOf,
  KindName,
  kindRef,
} from '../../controllers/objects/stack';
import type { StackName } from '../../controllers/objects/stack';
import type { ControllerApi } from '../../controllers/runtime/ControllerApi';
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
const manager = 'manager';

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

/** What is written instead of what, the longest first. */
type Names = [from: string, to: string][];

interface CopyOptions {
  api: ControllerApi;
  names: Names;
  /** New uids by those of the copied objects. */
  uids: Map<string, string>;
}

/**
 * Copies a tenant cluster with one of its machines until there is a crowd of
 * them: objects as the controllers left them, with every field and manager.
 * No controller may run any more, because none of the virtual machines exists.
 */
export function addCrowd(
  api: ControllerApi,
  stack: StackName,
  crowd: Crowd,
): void {
  const model = readModel(api, stack, crowd.like);
  for (let index = 0; index < crowd.clusters; index += 1) {
    const place = Math.floor(index / clustersPerNamespace) + 1;
    const namespace = `tenant-crowd-${String(place).padStart(2, '0')}`;
    if (index % clustersPerNamespace === 0) {
      api.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        manager,
      );
    }
    const cluster = `crowd-${String(index + 1).padStart(3, '0')}`;
    const names: Names = [
      [model.pool, `${cluster}-md-0`],
      [model.namespace, namespace],
      [crowd.like, cluster],
    ];
    const uids = new Map<string, string>();
    model.ofCluster.forEach(object => copy(object, { api, names, uids }));
    for (let machine = 0; machine < crowd.machinesPerCluster; machine += 1) {
      const vmid = firstVmid + index * crowd.machinesPerCluster + machine;
      const ofMachine: Names = [
        [model.machine, `${cluster}-md-0-${machine}`],
        [model.uuid, randomUUID()],
        [`"virtualMachineID":${model.vmid}`, `"virtualMachineID":${vmid}`],
      ];
      model.ofMachine.forEach(object =>
        copy(object, { api, names: [...ofMachine, ...names], uids }),
      );
    }
  }
}

function readModel(api: ControllerApi, stack: StackName, cluster: string) {
  const read = (kind: KindName) => api.list(kindRef(stack, kind));
  const isOf = (object: KubeObject) =>
    clusterNameOf(object) === cluster || object.metadata.name === cluster;
  const ofCluster = clusterKinds.flatMap(kind =>
    read(kind).filter(
      object => isOf(object) || object.metadata.name?.startsWith(`${cluster}-`),
    ),
  );
  const [machine] = read('Machine').filter(isOf);
  const pool = ofCluster.find(({ kind }) => kind === 'MachineDeployment');
  if (!machine || !pool) {
    throw new Error(
      `There is no tenant cluster '${cluster}' with machines that others could look like.`,
    );
  }
  const { name = '', namespace = '' } = machine.metadata;
  const ofMachine = machineKinds.flatMap(kind =>
    read(kind).filter(({ metadata }) => metadata.name?.startsWith(name)),
  );
  const spec = Object(
    ofMachine.find(({ kind }) => kind === 'ProxmoxMachine')?.spec,
  );
  return {
    namespace,
    pool: pool.metadata.name ?? '',
    machine: name,
    uuid: String(spec.providerID).replace('proxmox://', ''),
    vmid: Number(spec.virtualMachineID),
    ofCluster,
    ofMachine,
  };
}

function copy(object: KubeObject, { api, names, uids }: CopyOptions): void {
  const text = names.reduce(
    (result, [from, to]) => result.replaceAll(from, to),
    JSON.stringify(object),
  );
  const draft = JSON.parse(text) as KubeObject;
  const { name, namespace, labels, annotations, ownerReferences } =
    draft.metadata;
  const created = api.createWithStatus(
    {
      ...draft,
      metadata: {
        name,
        namespace,
        labels,
        annotations,
        ownerReferences: ownerReferences?.flatMap(owner => {
          const uid = uids.get(owner.uid);
          return uid ? [{ ...owner, uid }] : [];
        }),
      },
    },
    manager,
  );
  uids.set(object.metadata.uid ?? '', created.metadata.uid ?? '');
}
