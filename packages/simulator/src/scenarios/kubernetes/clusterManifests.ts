import type { KubeObject } from '../../kube/object/types';
import type { StackName } from '../../controllers/objects/stack';

/** What a tenant cluster is made of. */
export interface ClusterOrder {
  stack: StackName;
  namespace: string;
  name: string;
  credentials: { url: string; token: string; secret: string; caPem: string };
  /** Name of the pool of workers; default `<name>-md-0`. */
  pool?: string;
  replicas?: number;
  addresses?: string[];
  gateway?: string;
  templateID?: number;
  /** Resource pool of Proxmox that the machines join. */
  resourcePool?: string;
}

function shapes({ stack, name, templateID, resourcePool }: ClusterOrder) {
  const isOld = stack === 'v1beta1';
  const provider = isOld ? 'v1alpha1' : 'v1alpha2';
  const groups = {
    cluster: ['cluster.x-k8s.io', stack],
    bootstrap: ['bootstrap.cluster.x-k8s.io', stack],
    controlPlane: ['controlplane.cluster.x-k8s.io', provider],
    infrastructure: ['infrastructure.cluster.x-k8s.io', provider],
  } as const;
  const api = (group: keyof typeof groups) => groups[group].join('/');
  const reference = (group: keyof typeof groups, kind: string, to: string) =>
    isOld
      ? { apiVersion: api(group), kind, name: to }
      : { apiGroup: groups[group][0], kind, name: to };
  const device = { bridge: 'vmbr0', model: 'virtio', vlan: 40 };
  const registration = "proxmox://'{{ ds.meta_data.instance_id }}'";
  return {
    api,
    reference,
    kubeletExtraArgs: isOld
      ? { 'provider-id': registration }
      : [{ name: 'provider-id', value: registration }],
    machine: {
      sourceNode: 'pve1',
      templateID: templateID ?? 9000,
      full: true,
      storage: resourcePool && 'ceph-vm',
      pool: resourcePool,
      numSockets: 1,
      numCores: 4,
      memoryMiB: 8192,
      tags: ['capi', name],
      disks: { bootVolume: { disk: 'scsi0', sizeGb: 32 } },
      network: isOld
        ? { default: device }
        : { networkDevices: [{ name: 'net0', ...device }] },
    },
  };
}

/** The objects of a tenant cluster, as an order applies them. */
export function clusterManifests(order: ClusterOrder): KubeObject[] {
  return [...controlPlaneManifests(order), ...poolManifests(order)];
}

/** Cluster, control plane, infrastructure and the way into Proxmox. */
function controlPlaneManifests(order: ClusterOrder): KubeObject[] {
  const { namespace, name, credentials } = order;
  const { api, reference } = shapes(order);
  const labels = { 'cluster.x-k8s.io/cluster-name': name };
  const at = (object: string) => ({ namespace, name: object, labels });
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: at(`${name}-proxmox-credentials`),
      stringData: {
        url: credentials.url,
        token: credentials.token,
        secret: credentials.secret,
        insecure: 'false',
        root_ca: credentials.caPem,
      },
    },
    {
      apiVersion: api('cluster'),
      kind: 'Cluster',
      metadata: { namespace, name },
      spec: {
        clusterNetwork: {
          pods: { cidrBlocks: ['10.244.0.0/16'] },
          services: { cidrBlocks: ['10.96.0.0/16'] },
        },
        controlPlaneRef: reference('controlPlane', 'KamajiControlPlane', name),
        infrastructureRef: reference('infrastructure', 'ProxmoxCluster', name),
      },
    },
    {
      apiVersion: api('controlPlane'),
      kind: 'KamajiControlPlane',
      metadata: at(name),
      spec: {
        version: 'v1.33.3',
        replicas: 2,
        dataStoreName: 'default',
        addons: { coreDNS: {}, kubeProxy: {}, konnectivity: {} },
        network: {
          serviceType: 'LoadBalancer',
          serviceAnnotations: { 'metallb.io/address-pool': 'tenant-api' },
        },
      },
    },
    {
      apiVersion: api('infrastructure'),
      kind: 'ProxmoxCluster',
      metadata: at(name),
      spec: {
        externalManagedControlPlane: true,
        allowedNodes: ['pve1', 'pve2', 'pve3'],
        dnsServers: ['10.0.0.1'],
        ipv4Config: {
          addresses: order.addresses ?? ['10.0.0.150-10.0.0.180'],
          prefix: 24,
          gateway: order.gateway ?? '10.0.0.1',
        },
        credentialsRef: { name: `${name}-proxmox-credentials` },
      },
    },
  ];
}

/** One pool of workers with its templates. */
function poolManifests(order: ClusterOrder): KubeObject[] {
  const { namespace, name } = order;
  const { api, reference, kubeletExtraArgs, machine } = shapes(order);
  const pool = order.pool ?? `${name}-md-0`;
  const labels = { 'cluster.x-k8s.io/cluster-name': name };
  const at = (object: string) => ({ namespace, name: object, labels });
  return [
    {
      apiVersion: api('infrastructure'),
      kind: 'ProxmoxMachineTemplate',
      metadata: at(pool),
      spec: { template: { spec: machine } },
    },
    {
      apiVersion: api('bootstrap'),
      kind: 'KubeadmConfigTemplate',
      metadata: at(pool),
      spec: {
        template: {
          spec: {
            joinConfiguration: { nodeRegistration: { kubeletExtraArgs } },
          },
        },
      },
    },
    {
      apiVersion: api('cluster'),
      kind: 'MachineDeployment',
      metadata: at(pool),
      spec: {
        clusterName: name,
        replicas: order.replicas ?? 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            clusterName: name,
            version: 'v1.33.3',
            bootstrap: {
              configRef: reference('bootstrap', 'KubeadmConfigTemplate', pool),
            },
            infrastructureRef: reference(
              'infrastructure',
              'ProxmoxMachineTemplate',
              pool,
            ),
          },
        },
      },
    },
  ];
}
