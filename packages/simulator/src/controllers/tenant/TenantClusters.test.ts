import type { StoreListener } from '../../kube/api/store/ResourceStore';
import { ControllerApi } from '../runtime/ControllerApi';
import { TenantClusters, TenantKey, TenantServer } from './TenantClusters';

const acme: TenantKey = { namespace: 'tenant-team-a', name: 'acme' };

/** A factory whose servers only tell what becomes of them. */
function startFactory() {
  const started: string[] = [];
  const closed: string[] = [];
  const listeners = new Set<StoreListener>();
  const world = { started, closed, fails: false, change: () => {} };
  world.change = () =>
    listeners.forEach(listener =>
      listener({
        revision: 1,
        type: 'MODIFIED',
        definition: {} as Parameters<StoreListener>[0]['definition'],
        object: { apiVersion: 'v1', kind: 'Node', metadata: {} },
      }),
    );
  const tenants = new TenantClusters(async ({ namespace, name }) => {
    const key = `${namespace}/${name}`;
    started.push(key);
    await new Promise(setImmediate);
    if (world.fails) throw new Error('no port left');
    const server: TenantServer = {
      url: `https://127.0.0.1/${name}`,
      caPem: '',
      api: new ControllerApi({
        client: () => {
          throw new Error('nobody asks');
        },
        store: {
          subscribe: listener => {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
      }),
      kubeconfig: () => '',
      close: async () => {
        closed.push(key);
      },
    };
    return server;
  });
  return { tenants, world };
}

describe('TenantClusters', () => {
  it('start a server once, however many ask for it', async () => {
    const { tenants, world } = startFactory();
    const [one, other] = await Promise.all([
      tenants.ensure(acme),
      tenants.ensure(acme),
    ]);
    expect(one).toBe(other);
    expect(world.started).toEqual(['tenant-team-a/acme']);
    expect(tenants.find(acme)).toBe(one);
    expect(tenants.find({ ...acme, namespace: 'tenant-team-b' })).toBe(
      undefined,
    );
  });

  it('try again after a start that failed', async () => {
    const { tenants, world } = startFactory();
    world.fails = true;
    await expect(tenants.ensure(acme)).rejects.toThrow('no port left');
    expect(tenants.find(acme)).toBeUndefined();
    world.fails = false;
    await expect(tenants.ensure(acme)).resolves.toBeDefined();
  });

  it('tell of what happens in them, with the namespace', async () => {
    const { tenants, world } = startFactory();
    const told: string[] = [];
    const end = tenants.subscribe(namespace => told.push(namespace));
    await tenants.ensure(acme);
    expect(told).toEqual(['tenant-team-a']);
    world.change();
    expect(told).toEqual(['tenant-team-a', 'tenant-team-a']);
    end();
    world.change();
    expect(told).toHaveLength(2);
  });

  it('close a server that goes, also one that is still starting', async () => {
    const { tenants, world } = startFactory();
    const starting = tenants.ensure(acme);
    await tenants.remove(acme);
    await starting;
    expect(world.closed).toEqual(['tenant-team-a/acme']);
    expect(tenants.find(acme)).toBeUndefined();
  });

  it('close all of them at the end, and bear one that never started', async () => {
    const { tenants, world } = startFactory();
    await tenants.ensure(acme);
    await tenants.ensure({ ...acme, name: 'globex' });
    world.fails = true;
    const failing = tenants.ensure({ ...acme, name: 'late' });
    await Promise.all([tenants.close(), expect(failing).rejects.toThrow()]);
    expect(world.closed.sort()).toEqual([
      'tenant-team-a/acme',
      'tenant-team-a/globex',
    ]);
  });
});
