import type { Guest } from '../../pve/world/types';
import type { KubeadmConfig, Node } from '../objects/kinds';
import { now } from '../__testUtils__/objects';
import { NodeFacts, nodeObject, nodeStatus, providerIdFor } from './nodeObject';

type ExtraArgs = NonNullable<
  NonNullable<KubeadmConfig['spec']['joinConfiguration']>['nodeRegistration']
>['kubeletExtraArgs'];

const config = (kubeletExtraArgs: ExtraArgs): KubeadmConfig => ({
  apiVersion: 'bootstrap.cluster.x-k8s.io/v1beta2',
  kind: 'KubeadmConfig',
  metadata: { name: 'boot' },
  spec: { joinConfiguration: { nodeRegistration: { kubeletExtraArgs } } },
});

const guest: Guest = {
  type: 'qemu',
  vmid: 301,
  node: 'pve1',
  status: 'running',
  isPaused: false,
  config: { cores: 2, sockets: 2, memory: 4096 },
  pending: {},
  snapshots: [],
  commands: new Map(),
  obeysShutdown: true,
};

const facts: NodeFacts = {
  name: 'acme-md-0-x1',
  version: 'v1.33.3',
  address: '10.0.0.5',
  providerID: 'proxmox://uuid-1',
  uuid: 'uuid-1',
  region: 'fra',
  zone: 'pve1',
  guest,
  now,
};

describe('providerIdFor', () => {
  const written = "proxmox://'{{ ds.meta_data.instance_id }}'";

  it.each<[string, ExtraArgs]>([
    ['a map', { 'provider-id': written }],
    ['a list', [{ name: 'provider-id', value: written }]],
  ])('fills the template that stands in %s', (_, args) => {
    expect(providerIdFor(config(args), 'uuid-1')).toBe('proxmox://uuid-1');
  });

  it('takes what stands there where it is no template', () => {
    expect(
      providerIdFor(config({ 'provider-id': 'proxmox://fra/301' }), 'uuid-1'),
    ).toBe('proxmox://fra/301');
  });

  it.each([undefined, config({}), config([])])(
    'has none where nobody wrote one',
    given => {
      expect(providerIdFor(given, 'uuid-1')).toBeUndefined();
    },
  );
});

describe('a node', () => {
  const ready = {
    status: 'True',
    reason: 'KubeletReady',
    message: 'posting',
  } as const;
  const silent = {
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'silent',
  } as const;

  it('says where it is and who it is', () => {
    const node = nodeObject(facts);
    expect(node.spec).toEqual({ providerID: 'proxmox://uuid-1' });
    expect(node.metadata.labels).toMatchObject({
      'topology.kubernetes.io/region': 'fra',
      'topology.kubernetes.io/zone': 'pve1',
    });
    expect(nodeObject({ ...facts, providerID: undefined }).spec).toEqual({});
  });

  it('has the size of its virtual machine, and its UUID', () => {
    expect(nodeStatus(facts, ready, undefined)).toMatchObject({
      capacity: { cpu: '4', memory: `${4096 * 1024}Ki` },
      nodeInfo: { systemUUID: 'uuid-1', kubeletVersion: 'v1.33.3' },
      addresses: [
        { type: 'Hostname', address: 'acme-md-0-x1' },
        { type: 'InternalIP', address: '10.0.0.5' },
      ],
    });
  });

  it('keeps the time of its state as long as it lasts', () => {
    const timeOf = (status: Node['status']) =>
      status?.conditions?.[0].lastTransitionTime;
    const first = nodeStatus(facts, ready, undefined);
    const later = { ...facts, now: now + 60_000 };
    expect(timeOf(nodeStatus(later, ready, first))).toBe(timeOf(first));
    const lost = nodeStatus(later, silent, first);
    expect(timeOf(lost)).toBe('2026-11-22T12:01:00Z');
    expect(lost?.conditions?.[0]).toMatchObject(silent);
  });
});
