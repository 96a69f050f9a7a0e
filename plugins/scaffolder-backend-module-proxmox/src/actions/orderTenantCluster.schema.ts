import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

const text = (description: string) => (z: Zod) =>
  z.string().min(1).describe(description);

const optionalText = (description: string) => (z: Zod) =>
  z.string().optional().describe(description);

const count = (description: string) => (z: Zod) =>
  z.number().int().describe(description);

// Ranges are not repeated here: the backend checks each field and says what it expects.

/** The keys of the form; where each one stands in the order is known to proxmox-common. */
export const inputSchema = {
  managementCluster: text(
    'Management cluster, as in proxmox.kubernetes[].name',
  ),
  tenant: text('Namespace of the tenant in the management cluster'),
  name: text('Name of the cluster, a DNS label of at most 40 characters'),
  version: text('Kubernetes version, such as v1.33.3'),
  component: optionalText('Entity ref of the Component that it is for'),
  controlPlaneReplicas: (z: Zod) =>
    z
      .number()
      .int()
      .optional()
      .describe('Pods of the control plane, 1 to 5; default 2'),
  replicas: count('Number of worker machines'),
  cores: count('Cores of each worker'),
  memoryMiB: count('Memory of each worker in MiB, a multiple of 8'),
  diskGiB: count('Disk of each worker in GiB'),
  source: text('Proxmox cluster, as in proxmox.clusters[].name'),
  template: (z: Zod) =>
    z
      .union([z.number().int(), z.string().regex(/^\d+$/)])
      .describe('VMID of the template of the workers'),
  storage: text('Storage of the disks'),
  bridge: text('Bridge of the first network interface'),
  vlan: (z: Zod) =>
    z
      .union([z.number().int(), z.literal('')])
      .optional()
      .describe('VLAN tag, 1 to 4094; none by default'),
  nodes: (z: Zod) =>
    z
      .array(z.string())
      .optional()
      .describe(
        'Proxmox nodes on which workers may be placed; default: the node of the template',
      ),
  addresses: text(
    'Addresses of the workers: 10.0.0.150-10.0.0.160, a single one, or CIDR',
  ),
  prefix: count('Length of the network prefix, such as 24'),
  gateway: text('Gateway of the workers'),
  dnsServers: (z: Zod) =>
    z
      .union([z.array(z.string()), z.string()])
      .describe('DNS servers of the workers: a list, or separated by commas'),
};

/** What later steps and the links of a template can use. */
export const outputSchema = {
  orderId: optionalText('Id of the order; none in a dry run'),
  orderUrl: optionalText('Address of the page of the order'),
  entityRef: optionalText('Ref of the entity of the cluster'),
  managementCluster: text('Management cluster of the order'),
  tenant: text('Namespace of the tenant'),
  name: text('Name of the cluster'),
};
