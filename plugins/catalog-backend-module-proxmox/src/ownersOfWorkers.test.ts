import { Entity } from '@backstage/catalog-model';
import { Simulator, startSimulator } from '@rackstage/simulator';
import {
  configOf,
  managementConfigOf,
  startCatalog,
  TestCatalog,
  until,
} from './__testUtils__/startCatalog';

jest.setTimeout(120_000);

const worker = 'resource:default/fra-guest-301';
const stranger = 'resource:default/fra-guest-9000';
const teamA = 'group:default/team-a';
const platform = 'group:default/platform';

describe('the workers of a tenant cluster in the catalogue', () => {
  let simulator: Simulator;
  let catalog: TestCatalog;

  beforeEach(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    const fra = simulator.site('fra');
    const { capmox } = fra.tokens;
    const mgmt = simulator.managementCluster('mgmt-a');
    const pool = fra.world.guests.get(301)!.pool!;
    catalog = await startCatalog({
      clusters: [
        {
          ...configOf(fra),
          provisioning: {
            tokenId: capmox.id,
            tokenSecret: capmox.secret,
            vmids: { start: 20_000, end: 29_999 },
            resourcePool: pool,
          },
        },
      ],
      kubernetes: [
        { ...managementConfigOf(mgmt), proxmox: { defaultCluster: 'fra' } },
      ],
      inventory: { configurationDelay: '0s', configurationPause: '0s' },
    });
    await catalog.refresh('fra');
  });

  afterEach(async () => {
    await catalog.stop();
    await simulator.close();
  });

  const machineOf = (name: string) =>
    catalog.inventory
      .getManagementCluster('mgmt-a')
      ?.data?.machines.find(machine => machine.name === name);
  const untilOwned = async (ref: string, owner: string) =>
    until(
      () => catalog.findByRef(ref),
      entity => ownedBy(entity).includes(owner),
    );

  it('belong to the tenant, until somebody else claims them too', async () => {
    await until(
      async () => catalog.inventory.getResource('fra/qemu/301')?.owner,
      owner => owner === teamA,
    );
    await catalog.refresh('fra');
    expect((await untilOwned(worker, teamA))?.spec?.owner).toBe(teamA);
    const other = await untilOwned(stranger, platform);
    expect(other?.spec?.owner).toBe(platform);

    const { api } = simulator.managementCluster('mgmt-a');
    api.create(
      {
        apiVersion: 'cluster.x-k8s.io/v1beta1',
        kind: 'Machine',
        metadata: { name: 'thief', namespace: 'tenant-team-b' },
        spec: {
          clusterName: 'globex',
          providerID: machineOf('tenant-a-md-0-4kx9p')!.providerId,
          bootstrap: { dataSecretName: 'thief' },
          infrastructureRef: {
            apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
            kind: 'ProxmoxMachine',
            name: 'thief',
          },
        },
      },
      'test',
    );
    await until(
      async () => machineOf('thief'),
      found => found !== undefined,
    );
    await catalog.refresh('fra');
    expect((await untilOwned(worker, platform))?.spec?.owner).toBe(platform);
  });
});

function ownedBy(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .filter(({ type }) => type === 'ownedBy')
    .map(({ targetRef }) => targetRef);
}
