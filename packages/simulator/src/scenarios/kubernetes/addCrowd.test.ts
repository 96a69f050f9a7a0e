import { kindRef, KindName } from '../../controllers/objects/stack';
import { ResourceStore } from '../../kube/api/store/ResourceStore';
import { ManagementCluster } from '../../ManagementCluster';
import { Simulator, startSimulator } from '../../startSimulator';
import { addCrowd } from './addCrowd';

describe('the scenario many-tenants', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      scenario: 'many-tenants',
      clock: { speed: 100 },
      kubernetes: true,
    });
  }, 60_000);

  afterAll(async () => {
    await simulator?.close();
  });

  const listOf = (cluster: ManagementCluster, kind: KindName) =>
    cluster.api.list(kindRef(cluster.stack, kind));

  it.each([
    ['mgmt-a', 'acme', 1985],
    ['mgmt-b', 'initech', 1991],
  ])('has 200 tenant clusters in %s', (name, like, machines) => {
    const cluster = simulator.managementCluster(name);
    for (const kind of [
      'Cluster',
      'KamajiControlPlane',
      'TenantControlPlane',
      'ProxmoxCluster',
    ] as const) {
      expect(listOf(cluster, kind)).toHaveLength(200);
    }
    expect(listOf(cluster, 'Machine')).toHaveLength(machines);
    const named = (wanted: string) =>
      listOf(cluster, 'Cluster').find(
        ({ metadata }) => metadata.name === wanted,
      );
    expect(named('crowd-001')?.status).toEqual(named(like)?.status);
    expect(named('crowd-001')?.metadata.namespace).toBe('tenant-crowd-01');
    expect(named('crowd-198')?.metadata.namespace).toBe('tenant-crowd-20');
  });

  it('gives each machine its own identity and its own owner', () => {
    const cluster = simulator.managementCluster('mgmt-b');
    const machines = listOf(cluster, 'ProxmoxMachine');
    const specs = machines.map(({ spec }) => Object(spec));
    for (const field of ['virtualMachineID', 'providerID']) {
      expect(new Set(specs.map(spec => spec[field])).size).toBe(1991);
    }
    const owners = new Map(
      listOf(cluster, 'Machine').map(({ metadata }) => [
        metadata.uid,
        metadata.name,
      ]),
    );
    for (const { metadata } of machines) {
      expect(
        metadata.ownerReferences?.map(({ uid }) => owners.get(uid)),
      ).toContain(metadata.name);
    }
  });

  it('has no machine that somebody still works on', async () => {
    const cluster = simulator.managementCluster('mgmt-a');
    const [machine] = listOf(cluster, 'Machine');
    cluster.api.remove(machine);
    await simulator.clock.wait(60_000);
    expect(listOf(cluster, 'Machine')).toHaveLength(1985);
  });

  it('names a cluster that nothing can look like', () => {
    expect(() =>
      addCrowd(new ResourceStore(), {
        like: 'nobody',
        clusters: 1,
        machinesPerCluster: 1,
      }),
    ).toThrow(/no tenant cluster 'nobody'/);
  });
});
