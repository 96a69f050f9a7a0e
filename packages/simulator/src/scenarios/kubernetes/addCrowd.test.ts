import { controllerNames } from '../../controllers/runtime/Controller';
import { kindRef, KindName } from '../../controllers/objects/stack';
import { ManagementCluster } from '../../ManagementCluster';
import { Simulator, startSimulator } from '../../startSimulator';
import { addCrowd } from './addCrowd';

describe('addCrowd', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      clock: { speed: 100 },
      kubernetes: true,
    });
    for (const cluster of simulator.managementClusters) {
      controllerNames.forEach(name =>
        cluster.inject({ kind: 'controller-off', name }),
      );
    }
  });

  afterAll(async () => {
    await simulator?.close();
  });

  const listOf = (cluster: ManagementCluster, kind: KindName) =>
    cluster.api
      .list(kindRef(cluster.stack, kind))
      .filter(({ metadata }) => metadata.namespace?.includes('crowd'));

  it.each([
    ['mgmt-a', 'acme'],
    ['mgmt-b', 'initech'],
  ])('copies a cluster of %s with its machines', (name, like) => {
    const cluster = simulator.managementCluster(name);
    addCrowd(cluster.api, cluster.stack, {
      like,
      clusters: 12,
      machinesPerCluster: 2,
    });
    const clusters = listOf(cluster, 'Cluster');
    expect(clusters).toHaveLength(12);
    expect(new Set(clusters.map(({ metadata }) => metadata.namespace))).toEqual(
      new Set(['tenant-crowd-01', 'tenant-crowd-02']),
    );
    expect(clusters[0].status).toEqual(
      cluster.api
        .list(kindRef(cluster.stack, 'Cluster'))
        .find(({ metadata }) => metadata.name === like)?.status,
    );
    for (const kind of ['KamajiControlPlane', 'ProxmoxCluster'] as const) {
      expect(listOf(cluster, kind)).toHaveLength(12);
    }
    expect(listOf(cluster, 'Machine')).toHaveLength(24);
    expect(listOf(cluster, 'IPAddressClaim')).toHaveLength(24);
  });

  it('gives each machine its own identity and its own owner', () => {
    const cluster = simulator.managementCluster('mgmt-b');
    const machines = listOf(cluster, 'ProxmoxMachine');
    const specs = machines.map(({ spec }) => Object(spec));
    expect(
      new Set(specs.map(({ virtualMachineID }) => virtualMachineID)).size,
    ).toBe(24);
    expect(new Set(specs.map(({ providerID }) => providerID)).size).toBe(24);
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

  it('names a cluster that nothing can look like', () => {
    const { api, stack } = simulator.managementCluster('mgmt-b');
    expect(() =>
      addCrowd(api, stack, {
        like: 'nobody',
        clusters: 1,
        machinesPerCluster: 1,
      }),
    ).toThrow(/no tenant cluster 'nobody'/);
  });
});
