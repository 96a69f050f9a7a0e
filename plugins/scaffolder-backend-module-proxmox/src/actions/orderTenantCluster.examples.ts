import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const example = (input: object) =>
  stringify({
    steps: [
      {
        id: 'order',
        name: 'Order the cluster',
        action: 'proxmox:tenant-cluster:order',
        input,
      },
    ],
  });

const input = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'shop',
  version: 'v1.33.3',
  replicas: 3,
  cores: 4,
  memoryMiB: 8192,
  diskGiB: 40,
  source: 'fra',
  template: 9010,
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  addresses: '10.0.0.150-10.0.0.160',
  prefix: 24,
  gateway: '10.0.0.1',
  dnsServers: ['10.0.0.1'],
};

export const examples: TemplateExample[] = [
  {
    description: 'A cluster of three workers on the node of the template',
    example: example(input),
  },
  {
    description:
      'For a Component, with workers on two nodes, in a VLAN, and three replicas of the control plane',
    example: example({
      ...input,
      component: 'component:default/shop',
      controlPlaneReplicas: 3,
      nodes: ['pve1', 'pve2'],
      vlan: 40,
    }),
  },
];
