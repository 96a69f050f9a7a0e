import type { KubeObject } from '../kube/object/types';
import { ManagementWorld } from './__testUtils__/managementWorld';
import type {
  Condition,
  Machine,
  MachineTemplateObject,
  ProxmoxCluster,
  ProxmoxMachine,
  Secret,
} from './objects/kinds';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe.each(['v1beta1', 'v1beta2'] as const)(
  'the Proxmox provider of %s',
  stack => {
    const stateType =
      stack === 'v1beta1' ? 'VMProvisioned' : 'VirtualMachineProvisioned';
    let world: ManagementWorld;
    let guests: number[];

    beforeEach(async () => {
      world = await ManagementWorld.start({ stack });
      guests = vmids();
    });

    afterEach(async () => {
      await world?.close();
    });

    function vmids(): number[] {
      return [...world.simulator.site('fra').world.guests.keys()];
    }

    /** An order for one worker whose template says something else than usual. */
    const orderMachines = (change: object) =>
      world.order({ replicas: 1 }, object =>
        object.kind === 'ProxmoxMachineTemplate'
          ? withMachine(object as MachineTemplateObject, change)
          : object,
      );
    const machine = () => world.list<ProxmoxMachine>('ProxmoxMachine').at(0);
    const state = (): Condition | undefined =>
      machine()?.status?.conditions?.find(({ type }) => type === stateType);
    /** Long enough for several more attempts. */
    const passTime = () =>
      new Promise(resolve => {
        setTimeout(resolve, 400);
      });

    it.each<[string, object, string, RegExp]>([
      [
        'no template has the tags',
        {
          sourceNode: undefined,
          templateID: undefined,
          templateSelector: { matchTags: ['nobody', 'has', 'these'] },
        },
        'VMTemplateNotFound',
        /found 0 VM templates with tags "has nobody these"/,
      ],
      [
        'no node has so much memory',
        { memoryMiB: 8 * 1024 * 1024 },
        'InsufficientResources',
        /^cannot reserve 8796093022208B of memory on node pve\d: \d+B available/,
      ],
      [
        'its range has no number left',
        { vmIDRange: { start: 9000, end: 9000 } },
        'InsufficientResources',
        /^No free vmid found in vmIDRange$/,
      ],
    ])(
      'gives up for good where %s',
      async (...[, change, failure, message]) => {
        orderMachines(change);
        await world.until(
          'it gives up',
          () => state()?.reason === 'VMProvisionFailed',
        );
        expect(state()?.message).toMatch(message);
        expect(machine()?.status?.failureReason).toBe(
          stack === 'v1beta1' ? failure : undefined,
        );
        const owner = world.list<Machine>('Machine')[0];
        expect(owner.status?.phase).toBe(
          stack === 'v1beta1' ? 'Failed' : 'Provisioning',
        );
        await passTime();
        expect(vmids()).toEqual(guests);
        expect(world.isReady()).toBe(false);

        // Nothing but its deletion helps.
        world.api.remove(owner);
        await world.until('another machine is there', () => {
          const [other] = world.list<Machine>('Machine');
          return Boolean(other) && other.metadata.uid !== owner.metadata.uid;
        });
      },
      20_000,
    );

    it('tries again for ever where the call was refused, and goes on when it is not', async () => {
      orderMachines({ templateID: 8999 });
      await world.until(
        'it cannot clone',
        () => state()?.reason === 'CloningFailed',
      );
      expect(machine()?.status?.failureReason).toBeUndefined();
      await passTime();
      expect(state()?.reason).toBe('CloningFailed');

      const current = machine()!;
      world.api.change(
        current,
        live => ({ ...live, spec: { ...live.spec, templateID: 9000 } }),
        { manager: 'test' },
      );
      await world.until('it is ready after all', () => world.isReady());
    }, 40_000);

    it('writes nothing while its token is wrong: only its log tells', async () => {
      world.order({ replicas: 1 }, object =>
        object.kind === 'Secret'
          ? {
              ...object,
              stringData: { ...Object(object.stringData), secret: 'wrong' },
            }
          : object,
      );
      await world.until('it says so in its log', () =>
        world.lines.some(line =>
          /ProxmoxCluster acme: unable to initialize proxmox api client: not authorized/.test(
            line,
          ),
        ),
      );
      expect(
        world.find<ProxmoxCluster>('ProxmoxCluster', 'acme')?.status,
      ).toBeUndefined();
      expect(world.lines.join('\n')).not.toContain('wrong');

      const secret = world.find<Secret>('Secret', 'acme-proxmox-credentials')!;
      const right = world.simulator.site('fra').tokens.provisioning.secret;
      world.api.change(
        secret,
        live => ({ ...live, data: { ...live.data, secret: base64(right) } }),
        { manager: 'test' },
      );
      await world.until('it is ready after all', () => world.isReady());
    }, 40_000);

    it('does not trust a server whose authority it was not given', async () => {
      world.order({ replicas: 1 }, object =>
        object.kind === 'Secret'
          ? {
              ...object,
              stringData: { ...Object(object.stringData), root_ca: '' },
            }
          : object,
      );
      await world.until('it says so in its log', () =>
        world.lines.some(line => /certificate/.test(line)),
      );
      expect(vmids()).toEqual(guests);
    }, 40_000);

    it('destroys nothing that took the number of its machine', async () => {
      orderMachines({ vmIDRange: { start: 20000, end: 20000 } });
      await world.until('the cluster is ready', () => world.isReady());
      const taken = world.simulator.site('fra').world.guests.get(20000)!;
      taken.config.name = 'somebody-elses';
      world.api.remove(world.find('Cluster', 'acme')!);
      await world.until(
        'the cluster is gone',
        () => world.find('Cluster', 'acme') === undefined,
      );
      expect(vmids()).toContain(20000);
    }, 40_000);

    it('starts no machine of a cluster that is not its own to provision', async () => {
      world.order({ replicas: 1 }, object =>
        object.kind === 'Cluster' ? withoutInfrastructure(object) : object,
      );
      await passTime();
      expect(
        world.find<ProxmoxCluster>('ProxmoxCluster', 'acme')?.status,
      ).toBeUndefined();
      expect(vmids()).toEqual(guests);
    });
  },
);

function withoutInfrastructure(object: KubeObject): KubeObject {
  const { infrastructureRef: _, ...spec } = Object(object.spec);
  return { ...object, spec };
}

function withMachine(
  { spec, ...rest }: MachineTemplateObject,
  change: object,
): KubeObject {
  return {
    ...rest,
    spec: { template: { spec: { ...spec.template.spec, ...change } } },
  };
}
