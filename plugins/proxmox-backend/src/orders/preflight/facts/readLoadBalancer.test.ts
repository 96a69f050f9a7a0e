import { KubeError } from '@rackstage/plugin-proxmox-node';
import { KubeReader } from './kubeObjects';
import { readLoadBalancer } from './readLoadBalancer';

const pool = (name: string, spec: object = {}, status?: object) => ({
  metadata: { name },
  spec: { addresses: ['10.0.0.200-10.0.0.209'], ...spec },
  ...(status ? { status } : {}),
});
const service = (ip?: string) => ({
  status: { loadBalancer: ip ? { ingress: [{ ip }] } : {} },
});

/** A server with MetalLB and these objects; what is missing may not be read. */
function serverWith(objects: Record<string, object[] | undefined>): KubeReader {
  const fail = (kind: 'not-found' | 'forbidden') => {
    throw new KubeError({
      source: 'mgmt',
      kind,
      status: 400,
      reason: kind,
      method: 'GET',
      path: '/',
      nextStep: '',
    });
  };
  return {
    get: async () => fail('not-found'),
    read: async path => {
      if (path === '/apis/metallb.io' && objects.ipaddresspools) {
        return { versions: [{ version: 'v1beta1' }] };
      }
      return path === '/apis/metallb.io/v1beta1'
        ? { resources: Object.keys(objects).map(name => ({ name })) }
        : fail('not-found');
    },
    list: async ({ plural }) => ({
      items: objects[plural] ?? fail('forbidden'),
      resourceVersion: '1',
    }),
  };
}

const read = (objects: Record<string, object[] | undefined>, name?: string) =>
  readLoadBalancer({
    client: serverWith(objects),
    pool: name,
    tenant: 'tenant-team-a',
    signal: AbortSignal.timeout(1_000),
  });

describe('readLoadBalancer', () => {
  const l2 = { l2advertisements: [{ spec: {} }] };

  it('takes the word of a MetalLB that counts', async () => {
    const ipaddresspools = [
      pool('tenant-api', {}, { availableIPv4: 7 }),
      pool('other', {}, { availableIPv4: 100 }),
    ];

    expect(await read({ ipaddresspools, ...l2 }, 'tenant-api')).toEqual({
      pools: ['tenant-api'],
      free: 7,
      announced: true,
    });
  });

  it('counts itself where an older one does not', async () => {
    const objects = {
      ipaddresspools: [pool('tenant-api')],
      services: [
        service('10.0.0.200'),
        service('10.0.0.200'),
        service('10.0.0.209'),
        service('10.9.9.9'),
        service(),
      ],
      ...l2,
    };

    expect(await read(objects, 'tenant-api')).toMatchObject({ free: 8 });
    expect(
      await read({ ...objects, services: undefined }, 'tenant-api'),
    ).toMatchObject({ pools: ['tenant-api'], free: undefined });
  });

  it('leaves out pools that give this tenant nothing', async () => {
    const ipaddresspools = [
      pool('manual', { autoAssign: false }, { availableIPv4: 1 }),
      pool(
        'theirs',
        { serviceAllocation: { namespaces: ['tenant-team-b'] } },
        { availableIPv4: 2 },
      ),
      pool(
        'ours',
        { serviceAllocation: { namespaces: ['tenant-team-a'] } },
        { availableIPv4: 4 },
      ),
      pool('all', {}, { availableIPv4: 8 }),
    ];

    expect(await read({ ipaddresspools, ...l2 })).toMatchObject({
      pools: ['ours', 'all'],
      free: 12,
    });
    expect(await read({ ipaddresspools, ...l2 }, 'theirs')).toMatchObject({
      pools: [],
    });
    expect(await read({ ipaddresspools, ...l2 }, 'manual')).toMatchObject({
      free: 1,
    });
  });

  it.each<[string, object[], boolean]>([
    ['nothing', [], false],
    ['another pool', [{ spec: { ipAddressPools: ['other'] } }], false],
    ['this pool', [{ spec: { ipAddressPools: ['tenant-api'] } }], true],
    ['every pool', [{}], true],
  ])('sees who announces %s', async (_, l2advertisements, announced) => {
    const ipaddresspools = [pool('tenant-api', {}, { availableIPv4: 7 })];

    expect(
      await read({ ipaddresspools, l2advertisements }, 'tenant-api'),
    ).toMatchObject({ announced });
  });

  it('does not know other load balancers', async () => {
    expect(await read({})).toBeUndefined();
    expect(await read({}, 'tenant-api')).toMatchObject({ pools: [] });
  });
});
