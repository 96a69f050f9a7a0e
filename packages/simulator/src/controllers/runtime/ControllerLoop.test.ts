import { SimulatorClock } from '../../clock';
import { KubeServer } from '../../kube/api/KubeServer';
import { kindTable } from '../../kube/object/kindTable';
import type { KubeObject } from '../../kube/object/types';
import { CertificateAuthority } from '../../pve/certificates';
import { kindRef } from '../objects/stack';
import { GuestSystems } from '../tenant/GuestSystems';
import { TenantClusters } from '../tenant/TenantClusters';
import type { Again, Controller, ControllerContext } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ControllerLoop } from './ControllerLoop';
import { Delays } from './Delays';

const config = (name: string, namespace = 'default'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

describe('ControllerLoop', () => {
  let server: KubeServer;
  let clock: SimulatorClock;
  let loop: ControllerLoop;
  let api: ControllerApi;
  let seen: string[];
  let log: string[];
  let act: (object: KubeObject) => Again | void | Promise<Again | void>;

  beforeEach(async () => {
    clock = new SimulatorClock('manual');
    server = await KubeServer.start({
      name: 'mgmt',
      kinds: kindTable('latest'),
      clock,
      authority: await CertificateAuthority.create(),
    });
    api = new ControllerApi(server);
    seen = [];
    log = [];
    act = () => undefined;
    const watcher: Controller = {
      name: 'ipam',
      kind: 'ConfigMap',
      watches: ['Secret'],
      reconcile(_, object) {
        const { name = '' } = object.metadata;
        // What the server itself keeps there is not ours.
        if (object.metadata.namespace !== 'default' || /ca\.crt/.test(name)) {
          return undefined;
        }
        seen.push(name);
        return act(object);
      },
    };
    const context: ControllerContext = {
      stack: 'v1beta2',
      api,
      clock,
      delays: new Delays(clock),
      tenants: new TenantClusters(async () => {
        throw new Error('no tenants here');
      }),
      shortages: new Set(),
      guests: new GuestSystems(() => []),
      connect: () => {
        throw new Error('no Proxmox here');
      },
      ref: kind => kindRef('v1beta2', kind),
      log: line => log.push(line),
    };
    loop = new ControllerLoop(context, [watcher]);
  });

  afterEach(async () => {
    await loop.close();
    await server.close();
    clock.close();
  });

  const pass = (ms = 0) => clock.advance(ms);

  it('looks at what is there, and at what comes', async () => {
    api.create(config('before'), 'test');
    loop.start();
    await pass();
    expect(seen).toEqual(['before']);
    api.create(config('after'), 'test');
    await pass();
    expect(seen).toEqual(['before', 'after']);
  });

  it('looks once at an object that changed several times meanwhile', async () => {
    loop.start();
    const object = api.create(config('busy'), 'test');
    for (const key of ['a', 'b', 'c']) {
      api.change(object, live => ({ ...live, data: { [key]: '1' } }), {
        manager: 'test',
      });
    }
    await pass();
    expect(seen).toEqual(['busy']);
  });

  it('looks at its objects when something beside them changes in their namespace', async () => {
    api.create(config('mine'), 'test');
    loop.start();
    await pass();
    api.create(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'key', namespace: 'default' },
      },
      'test',
    );
    await pass();
    expect(seen).toEqual(['mine', 'mine']);
    api.create(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'key', namespace: 'kube-public' },
      },
      'test',
    );
    await pass();
    expect(seen).toHaveLength(2);
  });

  it('tries again what failed, and says what it was', async () => {
    let isBroken = true;
    act = () => {
      if (isBroken) throw new Error('connection refused');
    };
    api.create(config('a'), 'test');
    loop.start();
    await pass();
    expect(log).toEqual(['ipam default/a: connection refused']);
    isBroken = false;
    await pass(1999);
    expect(seen).toHaveLength(1);
    await pass(1);
    await pass();
    expect(seen).toHaveLength(2);
    await pass(60_000);
    expect(seen).toHaveLength(2);
  });

  it('comes back when it said it would, at the earliest of the times', async () => {
    const delays = [5000, 1000];
    act = () => {
      const afterMs = delays.shift();
      return afterMs === undefined ? undefined : { afterMs };
    };
    const object = api.create(config('a'), 'test');
    loop.start();
    await pass();
    api.change(object, live => ({ ...live, data: { a: '1' } }), {
      manager: 'test',
    });
    await pass();
    expect(seen).toHaveLength(2);
    await pass(1000);
    await pass();
    expect(seen).toHaveLength(3);
    await pass(60_000);
    expect(seen).toHaveLength(3);
  });

  it('sees nothing while it is off, and everything when it is on again', async () => {
    loop.start();
    loop.switchOff('ipam');
    api.create(config('missed'), 'test');
    await pass();
    expect(seen).toEqual([]);
    expect(loop.switchedOff).toEqual(['ipam']);
    loop.switchOn('ipam');
    await pass();
    expect(seen).toEqual(['missed']);
  });

  it('does nothing after its end', async () => {
    act = () => ({ afterMs: 1000 });
    api.create(config('a'), 'test');
    loop.start();
    await pass();
    await loop.close();
    api.create(config('b'), 'test');
    await pass(10_000);
    expect(seen).toEqual(['a']);
  });
});
