import type { StoreChange } from '../kube/api/store/ResourceStore';
import type { KubeObject } from '../kube/object/types';
import { ManagementWorld } from './__testUtils__/managementWorld';
import type {
  AddressPool,
  Cluster,
  IPAddress,
  IPAddressClaim,
  Machine,
  MachineDeployment,
  Node,
  MachineTemplateObject,
  Secret,
} from './objects/kinds';
import { kindRef } from './objects/stack';

const namespace = 'tenant-team-a';

describe.each(['v1beta1', 'v1beta2'] as const)('a cluster in %s', stack => {
  let world: ManagementWorld;

  beforeEach(async () => {
    world = await ManagementWorld.start({ stack });
  });

  afterEach(async () => {
    await world?.close();
  });

  const names = () =>
    world
      .list<Machine>('Machine')
      .map(({ metadata }) => metadata.name ?? '')
      .sort();
  const guestNames = () =>
    [...world.simulator.site('fra').world.guests.values()].map(({ config }) =>
      String(config.name),
    );
  const nodeNames = () =>
    world.controllers.tenants
      .find({ namespace, name: 'acme' })!
      .api.list<Node>(kindRef(stack, 'Node'))
      .map(({ metadata }) => metadata.name)
      .sort();
  const deployment = () =>
    world.find<MachineDeployment>('MachineDeployment', 'acme-md-0')!;
  const pool = () => world.find<AddressPool>('InClusterIPPool', 'acme-v4-icip');
  const change = (
    object: MachineDeployment,
    spec: Partial<MachineDeployment['spec']>,
  ) =>
    world.api.change(
      object,
      live => ({ ...live, spec: { ...live.spec, ...spec } }),
      { manager: 'test' },
    );
  const scale = (replicas: number) => change(deployment(), { replicas });
  const settled = (replicas: number) =>
    world.until(
      `${replicas} workers, all available`,
      () =>
        world.isReady() &&
        names().length === replicas &&
        deployment().status?.availableReplicas === replicas,
    );
  /** What goes, in its order. */
  const recordDeletions = () => {
    const gone: KubeObject[] = [];
    world.api.subscribe(({ type, object }: StoreChange) => {
      if (type === 'DELETED') gone.push(object);
    });
    return gone;
  };

  it('grows and shrinks: machine, node, virtual machine and address come and go together', async () => {
    world.order({ replicas: 1 });
    await settled(1);
    const [first] = names();

    scale(3);
    await world.until(
      'the deployment says that it grows',
      () =>
        world.condition('MachineDeployment', 'acme-md-0', 'ScalingUp')
          ?.status === 'True',
    );
    expect(deployment().status?.phase).toBe('ScalingUp');
    await settled(3);
    expect(names()).toContain(first);
    expect(nodeNames()).toEqual(names());
    expect(guestNames()).toEqual(expect.arrayContaining(names()));
    expect(pool()?.status).toMatchObject({ ipAddresses: { used: 3 } });
    const grown = names();

    scale(1);
    await settled(1);
    const [left] = names();
    expect(nodeNames()).toEqual([left]);
    const removed = grown.filter(name => name !== left);
    await world.until('their virtual machines are gone', () =>
      removed.every(name => !guestNames().includes(name)),
    );
    expect(guestNames()).toContain(left);
    await world.until(
      'their addresses are free again',
      () => world.list<IPAddress>('IPAddress').length === 1,
    );
    expect(pool()?.status).toMatchObject({ ipAddresses: { used: 1 } });
  }, 60_000);

  it('gives up a machine that never ran before one that does', async () => {
    world.order({ replicas: 1 });
    await settled(1);
    const [running] = names();
    world.controllers.switchOff('kubelet');
    scale(2);
    await world.until('there is a second', () => names().length === 2);
    scale(1);
    await world.until('it is one again', () => names().length === 1);
    expect(names()).toEqual([running]);
  }, 60_000);

  it('can be scaled to nothing and back', async () => {
    world.order({ replicas: 1 });
    await settled(1);
    scale(0);
    await settled(0);
    expect(nodeNames()).toEqual([]);
    expect(
      world.condition('MachineDeployment', 'acme-md-0', 'MachinesReady'),
    ).toMatchObject({ status: 'True', reason: 'NoReplicas' });
    scale(1);
    await settled(1);
  }, 60_000);

  it('has a machine wait while the pool has no address, until another one leaves its own', async () => {
    world.order({ replicas: 2, addresses: ['10.0.0.150-10.0.0.151'] });
    await settled(2);
    const [doomed, stays] = names();
    expect(pool()?.status).toMatchObject({
      ipAddresses: { total: 2, used: 2, free: 0, outOfRange: 0 },
    });

    scale(3);
    await world.until('a claim is refused', () =>
      world
        .list<IPAddressClaim>('IPAddressClaim')
        .some(({ status }) =>
          status?.conditions?.some(c => c.reason === 'PoolExhausted'),
        ),
    );
    expect(world.isReady()).toBe(false);
    const waiting = names().find(name => ![doomed, stays].includes(name))!;

    scale(2);
    await world.until('it is two again', () => names().length === 2);
    expect(names()).not.toContain(waiting);
    scale(3);
    await world.until('one waits again', () => names().length === 3);
    world.api.remove(world.find('Machine', doomed)!);
    await world.until(
      'somebody else has its address',
      () =>
        world.list<IPAddress>('IPAddress').length === 2 &&
        !names().includes(doomed),
      20_000,
    );
    const addresses = world
      .list<IPAddress>('IPAddress')
      .map(({ spec }) => spec.address);
    expect(addresses.sort()).toEqual(['10.0.0.150', '10.0.0.151']);
  }, 60_000);

  it('changes its workers for new ones when their template changes, the old ones last', async () => {
    world.order({ replicas: 1 });
    await settled(1);
    const [old] = names();
    const template = world.find<MachineTemplateObject>(
      'ProxmoxMachineTemplate',
      'acme-md-0',
    )!;
    world.api.create(
      {
        ...kindRef(stack, 'ProxmoxMachineTemplate'),
        metadata: { namespace, name: 'acme-md-0-bigger' },
        spec: {
          template: {
            spec: { ...template.spec.template.spec, memoryMiB: 16384 },
          },
        },
      },
      'test',
    );
    const { template: machines } = deployment().spec;
    change(deployment(), {
      template: {
        ...machines,
        spec: {
          ...machines.spec,
          infrastructureRef: {
            ...machines.spec.infrastructureRef,
            name: 'acme-md-0-bigger',
          },
        },
      },
    });
    await world.until('there are both', () => names().length === 2);
    expect(names()).toContain(old);
    await world.until(
      'the old one is gone',
      () => names().length === 1 && !names().includes(old),
      20_000,
    );
    await settled(1);
    const guest = [...world.simulator.site('fra').world.guests.values()].find(
      ({ config }) => config.name === names()[0],
    );
    expect(Number(guest?.config.memory)).toBe(16384);
  }, 60_000);

  it('loses a node whose virtual machine is off, and has it back when it runs again', async () => {
    world.order({ replicas: 1 });
    await settled(1);
    const [name] = names();
    const guest = [...world.simulator.site('fra').world.guests.values()].find(
      ({ config }) => config.name === name,
    )!;
    guest.status = 'stopped';
    guest.agent = undefined;
    await world.until('the node is lost', () => !world.isReady());
    expect(world.condition('Machine', name, 'NodeReady')).toMatchObject({
      status: 'Unknown',
      message: expect.stringContaining('Kubelet stopped posting node status'),
    });
    expect(
      world.condition('Cluster', 'acme', 'WorkersAvailable')?.message,
    ).toContain('0 available replicas, at least 1 required');

    guest.status = 'running';
    guest.startedAt = world.simulator.clock.elapsed();
    await world.until('it is back', () => world.isReady());
    expect(names()).toEqual([name]);
    expect(nodeNames()).toEqual([name]);
  }, 60_000);

  it('goes in its order: workers, control plane, infrastructure, and the way into Proxmox last', async () => {
    world.order({ replicas: 2 });
    await settled(2);
    const gone = recordDeletions();
    const reasons: string[] = [];
    world.api.subscribe(({ object }: StoreChange) => {
      if (object.kind !== 'Cluster') return;
      const deleting = world.condition('Cluster', 'acme', 'Deleting');
      if (deleting?.status === 'True' && deleting.reason !== reasons.at(-1)) {
        reasons.push(deleting.reason ?? '');
      }
    });
    world.api.remove(world.find<Cluster>('Cluster', 'acme')!);
    await world.until(
      'the cluster is gone',
      () => world.find('Cluster', 'acme') === undefined,
      20_000,
    );
    await world.until(
      'its credentials too',
      () =>
        world.find<Secret>('Secret', 'acme-proxmox-credentials') === undefined,
    );

    expect(reasons).toEqual([
      'WaitingForWorkersDeletion',
      'WaitingForControlPlaneDeletion',
      'WaitingForInfrastructureDeletion',
    ]);
    const kinds = gone.map(({ kind }) => kind);
    const last = (kind: string) => kinds.lastIndexOf(kind);
    const first = (kind: string) => kinds.indexOf(kind);
    for (const [earlier, later] of [
      ['Machine', 'KamajiControlPlane'],
      ['MachineDeployment', 'KamajiControlPlane'],
      ['KamajiControlPlane', 'ProxmoxCluster'],
      ['ProxmoxMachine', 'ProxmoxCluster'],
      ['ProxmoxCluster', 'Cluster'],
    ]) {
      expect([earlier, first(earlier)]).not.toEqual([earlier, -1]);
      expect(last(earlier)).toBeLessThan(first(later));
    }
    const credentials = gone.findIndex(
      ({ metadata }) => metadata.name === 'acme-proxmox-credentials',
    );
    expect(credentials).toBeGreaterThan(first('ProxmoxCluster'));
  }, 60_000);

  it('leaves the other cluster of the namespace alone when it goes', async () => {
    world.order({ name: 'acme', replicas: 1 });
    world.order({
      name: 'other',
      replicas: 1,
      addresses: ['10.0.0.170-10.0.0.175'],
    });
    await world.until(
      'both are ready',
      () => world.isReady('acme') && world.isReady('other'),
      20_000,
    );
    world.api.remove(world.find<Cluster>('Cluster', 'acme')!);
    await world.until(
      'the one is gone',
      () => world.find('Cluster', 'acme') === undefined,
      20_000,
    );
    expect(world.isReady('other')).toBe(true);
    expect(names()).toHaveLength(1);
    expect(guestNames()).toContain(names()[0]);
  }, 60_000);
});
