import {
  Option,
  OptionNoun,
  Order,
  OrderedThing,
  PreflightAnswer,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { secondsAgo } from './fixtures';

export function makeSpec(
  changes: Partial<TenantClusterOrderSpec> = {},
): TenantClusterOrderSpec {
  return {
    managementCluster: 'mgmt-a',
    tenant: 'tenant-team-a',
    name: 'shop',
    version: 'v1.33.3',
    component: 'component:default/shop',
    controlPlaneReplicas: 2,
    pool: { replicas: 3, cores: 4, memoryMiB: 8192, diskGiB: 40 },
    proxmox: {
      source: 'fra',
      template: 9010,
      storage: 'ceph-vm',
      bridge: 'vmbr0',
      vlan: 40,
      nodes: ['pve1', 'pve2'],
    },
    network: {
      addresses: '10.0.0.150-10.0.0.160',
      prefix: 24,
      gateway: '10.0.0.1',
      dnsServers: ['10.0.0.2', '10.0.0.3'],
    },
    ...changes,
  };
}

export function makeThings(state: OrderedThing['state']): OrderedThing[] {
  return ['Secret', 'InClusterIPPool', 'Cluster'].map(kind => ({
    apiVersion: 'v1',
    kind,
    namespace: 'tenant-team-a',
    name: kind === 'Secret' ? 'shop-credentials' : 'shop',
    state,
  }));
}

export function makeOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 'o-1',
    kind: 'tenant-cluster',
    state: 'waiting',
    requestedBy: 'user:default/alice',
    owner: 'group:default/team-a',
    spec: makeSpec(),
    things: makeThings('created'),
    message: 'Machine shop-md-0-a: the clone task runs.',
    diagnoses: [],
    entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-shop',
    createdAt: secondsAgo(90),
    updatedAt: secondsAgo(4),
    ...changes,
  };
}

/** An order that waited for a guest agent until its time was over. */
export function makeFailedOrder(changes: Partial<Order> = {}): Order {
  return makeOrder({
    state: 'failed',
    message: 'The cluster was not ready after 30 minutes.',
    diagnoses: [
      {
        ruleId: 'agent-silent',
        severity: 'error',
        text: 'Machine shop-md-0-a: the guest agent is silent.',
        params: {},
        nextStep: 'Check that the template has qemu-guest-agent.',
        evidence: [{ kind: 'log', title: 'qmstart', text: 'VM 20001 started' }],
      },
    ],
    ...changes,
  });
}

export function makeOptions(): Record<OptionNoun, Option[]> {
  return {
    'management-clusters': [{ value: 'mgmt-a', label: 'Management A' }],
    tenants: [{ value: 'tenant-team-a', label: 'tenant-team-a' }],
    'proxmox-sources': [
      { value: 'fra', label: 'Frankfurt' },
      { value: 'edge', label: 'Edge' },
    ],
    templates: [
      {
        value: '9010',
        label: 'k8s-1.33 (9010)',
        description: 'on pve1, 20 GiB',
      },
      {
        value: '9011',
        label: 'bare (9011)',
        disabledReason: 'it has no guest agent',
      },
    ],
    storages: [{ value: 'ceph-vm', label: 'ceph-vm' }],
    bridges: [{ value: 'vmbr0', label: 'vmbr0' }],
    nodes: ['pve1', 'pve2', 'pve3'].map(value => ({ value, label: value })),
    versions: [{ value: 'v1.33.3', label: 'v1.33.3' }],
  };
}

export function makePreflight(
  changes: Partial<PreflightAnswer> = {},
): PreflightAnswer {
  return {
    passed: true,
    stack: 'v1beta1',
    checks: [
      { id: 'name', level: 'ok', text: 'The name shop is free.' },
      { id: 'addresses', level: 'ok', text: '11 addresses are free.' },
    ],
    manifests: 'kind: Cluster\nmetadata:\n  name: shop\n',
    ...changes,
  };
}

/** A preflight with a check of each level. */
export function makeRefusal(): PreflightAnswer {
  return makePreflight({
    passed: false,
    checks: [
      { id: 'name', level: 'ok', text: 'The name shop is free.' },
      {
        id: 'data-store',
        level: 'warning',
        text: 'The data store could not be checked.',
        nextStep: 'Try again.',
      },
      {
        id: 'template-agent',
        level: 'error',
        field: 'proxmox.template',
        text: 'Template 9010 has no guest agent.',
        nextStep: 'Choose another template.',
      },
    ],
  });
}
