import type { JsonObject, KubeObject } from '../../object/types';
import { coreColumns } from './coreColumns';

const now = Date.parse('2026-11-22T10:05:00Z');

function row(
  [group, plural]: [string, string],
  object: JsonObject & { metadata?: JsonObject },
  isWide = false,
): Record<string, unknown> {
  const metadata = {
    name: 'one',
    creationTimestamp: '2026-11-22T10:00:00Z',
    ...object.metadata,
  };
  const whole = { ...object, metadata } as JsonObject & KubeObject;
  const columns = (coreColumns(group, plural) ?? []).filter(
    ({ priority = 0 }) => isWide || priority === 0,
  );
  return Object.fromEntries(
    columns.map(column => [column.name, column.cell(whole, now)]),
  );
}

const condition = (status: string) => ({
  status: { conditions: [{ type: 'Ready', status }] },
});

describe('columns of built-in kinds', () => {
  it('knows kinds with more than name and age only', () => {
    expect(coreColumns('', 'serviceaccounts')).toBeUndefined();
  });

  it.each([
    ['Ready', condition('True')],
    ['NotReady', condition('False')],
    // a node that stopped to report
    ['NotReady', condition('Unknown')],
    ['Unknown', {}],
    [
      'Ready,SchedulingDisabled',
      { ...condition('True'), spec: { unschedulable: true } },
    ],
  ])('node is %s', (status, node) => {
    expect(row(['', 'nodes'], node)).toMatchObject({ Status: status });
  });

  it('shows roles and addresses of a node', () => {
    const prefix = 'node-role.kubernetes.io/';
    const node = {
      metadata: {
        labels: { [`${prefix}worker`]: '', [`${prefix}etcd`]: '', zone: 'a' },
      },
      status: {
        addresses: [{ type: 'InternalIP', address: '10.0.0.7' }],
        nodeInfo: { kubeletVersion: 'v1.33.3', osImage: 'Linux' },
      },
    };
    expect(row(['', 'nodes'], node, true)).toEqual({
      Name: 'one',
      Status: 'Unknown',
      Roles: 'etcd,worker',
      Age: '5m',
      Version: 'v1.33.3',
      'Internal-IP': '10.0.0.7',
      'External-IP': '<none>',
      'OS-Image': 'Linux',
      'Kernel-Version': '<unknown>',
      'Container-Runtime': '<unknown>',
    });
  });

  it('counts ready containers and restarts of a pod', () => {
    const pod = {
      spec: { containers: [{ name: 'a' }, { name: 'b' }], nodeName: 'w1' },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'a', ready: true, restartCount: 2 },
          { name: 'b', ready: false, restartCount: 1 },
        ],
      },
    };
    expect(row(['', 'pods'], pod)).toEqual({
      Name: 'one',
      Ready: '1/2',
      Status: 'Running',
      Restarts: '3',
      Age: '5m',
    });
    expect(row(['', 'pods'], pod, true)).toMatchObject({
      IP: '<none>',
      Node: 'w1',
    });
    const metadata = { deletionTimestamp: '2026-11-22T10:04:00Z' };
    expect(row(['', 'pods'], { ...pod, metadata })).toMatchObject({
      Status: 'Terminating',
    });
  });

  it.each([
    ['<none>', 'ClusterIP', {}],
    ['<pending>', 'LoadBalancer', {}],
    ['10.0.0.9', 'LoadBalancer', { ingress: [{ ip: '10.0.0.9' }] }],
  ])('service has the external address %s', (address, type, loadBalancer) => {
    const service = {
      spec: {
        type,
        clusterIP: '10.96.0.5',
        selector: { b: '2', a: '1' },
        ports: [
          { port: 443, nodePort: 30443, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
      },
      status: { loadBalancer },
    };
    expect(row(['', 'services'], service, true)).toMatchObject({
      'External-IP': address,
      'Port(s)': '443:30443/TCP,53/UDP',
      Selector: 'a=1,b=2',
    });
  });

  it('shows a volume, its claim and both before they are bound', () => {
    const volume = {
      spec: {
        capacity: { storage: '5Gi' },
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
        persistentVolumeReclaimPolicy: 'Delete',
        claimRef: { namespace: 'demo', name: 'data' },
        storageClassName: 'proxmox',
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    };
    expect(row(['', 'persistentvolumes'], volume, true)).toEqual({
      Name: 'one',
      Capacity: '5Gi',
      'Access Modes': 'RWO,ROX',
      'Reclaim Policy': 'Delete',
      Status: 'Bound',
      Claim: 'demo/data',
      StorageClass: 'proxmox',
      VolumeAttributesClass: '<unset>',
      Reason: '',
      Age: '5m',
      VolumeMode: 'Filesystem',
    });
    const claim = {
      spec: { storageClassName: 'proxmox' },
      status: { phase: 'Pending', capacity: { storage: '5Gi' } },
    };
    const claims: [string, string] = ['', 'persistentvolumeclaims'];
    expect(row(claims, claim)).toMatchObject({
      Status: 'Pending',
      Volume: '',
      Capacity: '',
      'Access Modes': '',
    });
    const bound = {
      spec: { ...claim.spec, volumeName: 'pv' },
      status: { ...claim.status, accessModes: ['ReadWriteMany'] },
    };
    expect(row(claims, bound)).toMatchObject({
      Capacity: '5Gi',
      'Access Modes': 'RWX',
    });
    const free = row(['', 'persistentvolumes'], { spec: {}, status: {} });
    expect(free).toMatchObject({ Claim: '', Status: '' });
  });

  it('marks the default storage class', () => {
    const annotations = {
      'storageclass.kubernetes.io/is-default-class': 'true',
    };
    const classes: [string, string] = ['storage.k8s.io', 'storageclasses'];
    const found = row(classes, {
      metadata: { annotations },
      provisioner: 'csi.proxmox.sinextra.dev',
      allowVolumeExpansion: true,
    });
    expect(found).toEqual({
      Name: 'one (default)',
      Provisioner: 'csi.proxmox.sinextra.dev',
      ReclaimPolicy: 'Delete',
      VolumeBindingMode: 'Immediate',
      AllowVolumeExpansion: true,
      Age: '5m',
    });
    expect(row(classes, {})).toMatchObject({ Name: 'one' });
  });

  it('shows what is used of a quota, limits apart', () => {
    const quota = {
      spec: { hard: { 'requests.cpu': '2', pods: '4', 'limits.cpu': '8' } },
      status: { used: { pods: '1' } },
    };
    expect(row(['', 'resourcequotas'], quota)).toMatchObject({
      Request: 'pods: 1/4, requests.cpu: 0/2',
      Limit: 'limits.cpu: 0/8',
    });
  });

  it('shows when an event was seen, of what, and from where', () => {
    const event = {
      lastTimestamp: '2026-11-22T10:04:30Z',
      firstTimestamp: '2026-11-22T10:01:00Z',
      count: 3,
      type: 'Warning',
      reason: 'Failed',
      message: 'It failed.',
      involvedObject: { kind: 'Machine', name: 'm' },
      source: { component: 'controller' },
    };
    expect(row(['', 'events'], event, true)).toMatchObject({
      'Last Seen': '30s',
      'First Seen': '4m',
      Object: 'machine/m',
      Source: 'controller',
      Count: 3,
    });
    expect(row(['', 'events'], {})).toMatchObject({
      'Last Seen': '5m',
      Type: '<none>',
      Message: '',
    });
  });

  it('shows workloads with their pods', () => {
    const template = {
      spec: { containers: [{ name: 'web', image: 'example.org/web:1' }] },
    };
    const spec = {
      replicas: 3,
      template,
      selector: { matchLabels: { app: 'web' } },
    };
    const status = { readyReplicas: 1, updatedReplicas: 2 };
    expect(row(['apps', 'deployments'], { spec, status }, true)).toEqual({
      Name: 'one',
      Ready: '1/3',
      'Up-to-date': 2,
      Available: 0,
      Age: '5m',
      Containers: 'web',
      Images: 'example.org/web:1',
      Selector: 'app=web',
    });
    expect(row(['apps', 'statefulsets'], { spec, status })).toMatchObject({
      Ready: '1/3',
    });
    const daemons = row(['apps', 'daemonsets'], {
      spec: { template },
      status: { desiredNumberScheduled: 4, numberReady: 3 },
    });
    expect(daemons).toMatchObject({
      Desired: 4,
      Ready: 3,
      'Node Selector': '<none>',
    });
  });

  it('shows whom a binding gives what', () => {
    const bindings: [string, string] = [
      'rbac.authorization.k8s.io',
      'rolebindings',
    ];
    const found = row(
      bindings,
      {
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [
          { kind: 'User', name: 'alice' },
          { kind: 'Group', name: 'team-a' },
          { kind: 'ServiceAccount', name: 'portal', namespace: 'demo' },
        ],
      },
      true,
    );
    expect(found).toMatchObject({
      Role: 'ClusterRole/view',
      Users: 'alice',
      Groups: 'team-a',
      ServiceAccounts: 'demo/portal',
    });
  });

  it('shows drivers and what they attached', () => {
    const storage = 'storage.k8s.io';
    const driver = { spec: { attachRequired: false } };
    expect(row([storage, 'csidrivers'], driver)).toMatchObject({
      AttachRequired: false,
      TokenRequests: '<unset>',
      Modes: 'Persistent',
    });
    const nodes = { spec: { drivers: [{ name: 'csi' }] } };
    expect(row([storage, 'csinodes'], nodes)).toMatchObject({ Drivers: 1 });
    const attachment = {
      spec: {
        attacher: 'csi',
        nodeName: 'w1',
        source: { persistentVolumeName: 'pv' },
      },
      status: { attached: true },
    };
    expect(row([storage, 'volumeattachments'], attachment)).toMatchObject({
      PV: 'pv',
      Node: 'w1',
      Attached: true,
    });
    const lease = { spec: { holderIdentity: 'me' } };
    expect(row(['coordination.k8s.io', 'leases'], lease)).toMatchObject({
      Holder: 'me',
    });
  });
});
