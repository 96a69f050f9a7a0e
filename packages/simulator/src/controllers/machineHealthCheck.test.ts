import type { KubeObject } from '../kube/object/types';
import { ManagementWorld } from './__testUtils__/managementWorld';
import type {
  Machine,
  MachineHealthCheck,
  ProxmoxMachine,
} from './objects/kinds';
import { kindRef, StackName } from './objects/stack';

/** Both are minutes of simulated time, which pass in no time. */
const startupSeconds = 1200;
const unhealthySeconds = 60;

function healthCheck(
  stack: StackName,
  limit: number | string,
  startup?: '10h',
): MachineHealthCheck {
  const statuses = ['False', 'Unknown'];
  return {
    ...kindRef(stack, 'MachineHealthCheck'),
    metadata: { name: 'acme-md-0', namespace: 'tenant-team-a' },
    spec: {
      clusterName: 'acme',
      selector: {
        matchLabels: { 'cluster.x-k8s.io/deployment-name': 'acme-md-0' },
      },
      ...(stack === 'v1beta1'
        ? {
            maxUnhealthy: limit,
            nodeStartupTimeout: startup ?? `${startupSeconds}s`,
            unhealthyConditions: statuses.map(status => ({
              type: 'Ready',
              status,
              timeout: `${unhealthySeconds}s`,
            })),
          }
        : {
            checks: {
              nodeStartupTimeoutSeconds: startup ? 36_000 : startupSeconds,
              unhealthyNodeConditions: statuses.map(status => ({
                type: 'Ready',
                status,
                timeoutSeconds: unhealthySeconds,
              })),
            },
            remediation: { triggerIf: { unhealthyLessThanOrEqualTo: limit } },
          }),
    },
  };
}

describe.each(['v1beta1', 'v1beta2'] as const)(
  'a health check in %s',
  stack => {
    let world: ManagementWorld;

    beforeEach(async () => {
      world = await ManagementWorld.start({ stack });
    });

    afterEach(async () => {
      await world?.close();
    });

    const names = () =>
      world.list<Machine>('Machine').map(({ metadata }) => metadata.name);
    const startChecked = (limit: number | string) => {
      world.order();
      world.api.create(healthCheck(stack, limit), 'test');
    };
    const become = async () => {
      await world.until('the cluster is ready', () => world.isReady());
      return names();
    };
    /** Somebody pulls the plug; nobody starts it again. */
    const breakGuest = (name: string | undefined) => {
      const { guests } = world.simulator.site('fra').world;
      const guest = [...guests.values()].find(one => one.config.name === name);
      guest!.status = 'stopped';
      guest!.agent = undefined;
    };
    const status = () =>
      world.find<MachineHealthCheck>('MachineHealthCheck', 'acme-md-0')?.status;

    it('has a worker replaced that broke, with its virtual machine, and leaves the other alone', async () => {
      startChecked(1);
      const [broken, well] = await become();
      expect(status()).toMatchObject({
        expectedMachines: 2,
        currentHealthy: 2,
        remediationsAllowed: 1,
      });
      breakGuest(broken);

      await world.until(
        'the broken one is gone',
        () => !names().includes(broken),
      );
      await world.until(
        'another is there instead',
        () => world.isReady() && names().length === 2,
      );
      expect(names()).toContain(well);
      const guests = [...world.simulator.site('fra').world.guests.values()].map(
        ({ config }) => config.name,
      );
      expect(guests).not.toContain(broken);
      expect(guests).toEqual(expect.arrayContaining(names()));
    }, 60_000);

    it('has a machine replaced that never becomes a node', async () => {
      world.controllers.switchOff('kubelet');
      startChecked('100%');
      await world.until('there are machines', () => names().length === 2);
      const first = names();
      await world.until(
        'others have taken their place',
        () =>
          names().length >= 2 && !names().some(name => first.includes(name)),
        20_000,
      );
      world.controllers.switchOn('kubelet');
      expect(await become()).toHaveLength(2);
    }, 60_000);

    it('acts at once on a provider that gave up, where the contract lets it say so', async () => {
      world.order({ replicas: 1 }, object =>
        object.kind === 'ProxmoxMachineTemplate'
          ? withRange(object, { start: 9000, end: 9000 })
          : object,
      );
      world.api.create(healthCheck(stack, '100%', '10h'), 'test');
      await world.until('there is a machine', () => names().length === 1);
      const [first] = names();
      await world.until('the provider gives up', () =>
        world
          .list<ProxmoxMachine>('ProxmoxMachine')
          .some(({ status: said }) =>
            said?.conditions?.some(c => c.reason === 'VMProvisionFailed'),
          ),
      );
      // The newer contract has no words for it, and knows only the time that a node may take.
      const isSaid = stack === 'v1beta1';
      await world.until(
        'another machine has its place',
        () => !isSaid || (names().length === 1 && names()[0] !== first),
      );
      await new Promise(resolve => {
        setTimeout(resolve, 300);
      });
      expect(names().includes(first)).toBe(!isSaid);
    }, 60_000);

    it('replaces nothing while too many are unhealthy, and says so', async () => {
      startChecked(1);
      const machines = await become();
      // Both break at one moment, as far as the check can see.
      world.controllers.switchOff('machine-health-check');
      machines.forEach(breakGuest);
      await world.until('both nodes are lost', () =>
        world
          .list<Machine>('Machine')
          .every(
            ({ metadata }) =>
              world.condition('Machine', metadata.name ?? '', 'NodeReady')
                ?.status === 'Unknown',
          ),
      );
      world.controllers.switchOn('machine-health-check');
      await world.until(
        'the check gives up',
        () =>
          world.condition(
            'MachineHealthCheck',
            'acme-md-0',
            'RemediationAllowed',
          )?.status === 'False',
      );
      expect(
        world.condition(
          'MachineHealthCheck',
          'acme-md-0',
          'RemediationAllowed',
        ),
      ).toMatchObject({
        reason: 'TooManyUnhealthy',
        message: expect.stringContaining('total: 2, unhealthy: 2'),
      });
      expect(
        world.condition('Machine', machines[0] ?? '', 'HealthCheckSucceeded'),
      ).toMatchObject({ status: 'False', reason: 'UnhealthyNode' });
      expect(
        world.condition('Machine', machines[0] ?? '', 'OwnerRemediated'),
      ).toBeUndefined();
      expect(names()).toEqual(machines);
    }, 60_000);

    it('lets alone what it does not select', async () => {
      world.order();
      world.api.create(
        {
          ...healthCheck(stack, 1),
          spec: {
            ...healthCheck(stack, 1).spec,
            selector: { matchLabels: { pool: 'another' } },
          },
        },
        'test',
      );
      const machines = await become();
      breakGuest(machines[0]);
      await world.until(
        'the node is lost',
        () => !world.isReady() && status()?.expectedMachines === 0,
      );
      await new Promise(resolve => {
        setTimeout(resolve, (2 * unhealthySeconds * 1000) / 300);
      });
      expect(names()).toEqual(machines);
    }, 60_000);
  },
);

function withRange(
  object: KubeObject,
  vmIDRange: { start: number; end: number },
): KubeObject {
  const { template } = Object(object.spec);
  return {
    ...object,
    spec: { template: { spec: { ...template.spec, vmIDRange } } },
  };
}
