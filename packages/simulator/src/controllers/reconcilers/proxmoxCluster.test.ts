import type { ProxmoxCluster, Secret } from '../objects/kinds';
import { kindRef } from '../objects/stack';
import { now } from '../__testUtils__/objects';
import { proxmoxClusterStatus, readCredentials } from './proxmoxCluster';

const secretOf = (values: { [key: string]: string }): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'credentials' },
  data: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]),
  ),
});

const complete = {
  url: 'https://pve:8006',
  token: 'capmox@pve!capi',
  secret: 'secret',
};

describe('readCredentials', () => {
  it('takes what a Secret says, without the line ends that editors add', () => {
    expect(
      readCredentials(
        secretOf({ ...complete, url: 'https://pve:8006\n', insecure: 'false' }),
      ),
    ).toEqual({ ...complete, insecure: false, rootCa: undefined });
  });

  it('does not check certificates where the Secret is silent about it', () => {
    expect(readCredentials(secretOf(complete))?.insecure).toBe(true);
    expect(
      readCredentials(secretOf({ ...complete, insecure: 'true' }))?.insecure,
    ).toBe(true);
  });

  it.each(['url', 'token', 'secret'])('has none without its %s', key => {
    expect(
      readCredentials(secretOf({ ...complete, [key]: '' })),
    ).toBeUndefined();
    expect(readCredentials(undefined)).toBeUndefined();
  });
});

describe.each(['v1beta1', 'v1beta2'] as const)(
  'a ProxmoxCluster in %s',
  stack => {
    const isOld = stack === 'v1beta1';
    const cluster = (status?: ProxmoxCluster['status']): ProxmoxCluster => ({
      ...kindRef(stack, 'ProxmoxCluster'),
      metadata: { namespace: 'tenant-team-a', name: 'acme' },
      spec: {},
      status,
    });
    const worker = { machine: { name: 'acme-md-0-x1' }, node: 'pve2' };
    const ready = proxmoxClusterStatus(stack, cluster(), {
      finding: { state: 'ready' },
      workers: [worker],
      now,
    });

    it('says in the words of its contract that it is there', () => {
      expect(ready).toMatchObject({
        nodeLocations: { workers: [worker] },
        ...(isOld
          ? { ready: true, inClusterIpPoolRef: [{ name: 'acme-v4-icip' }] }
          : {
              initialization: { provisioned: true },
              inClusterIPPoolRef: [{ name: 'acme-v4-icip' }],
            }),
      });
      expect(
        ready?.conditions?.map(({ type, status }) => [type, status]),
      ).toEqual([
        ['Ready', 'True'],
        [isOld ? 'ClusterReady' : 'ProxmoxAvailable', 'True'],
      ]);
    });

    it('says what it waits for, and stays provisioned if it was', () => {
      const waiting = {
        state: 'waiting',
        reason: 'MissingControlPlaneEndpoint',
        message: 'no host',
      } as const;
      const before = proxmoxClusterStatus(stack, cluster(), {
        finding: waiting,
        workers: [],
        now,
      });
      expect(before?.conditions?.[1]).toMatchObject({
        status: 'False',
        reason: 'MissingControlPlaneEndpoint',
        message: 'no host',
      });
      const after = proxmoxClusterStatus(stack, cluster(ready), {
        finding: waiting,
        workers: [],
        now,
      });
      const provisioned = (status: ProxmoxCluster['status']) =>
        isOld ? status?.ready : status?.initialization?.provisioned;
      expect(provisioned(before)).toBe(false);
      expect(provisioned(after)).toBe(true);
    });
  },
);
