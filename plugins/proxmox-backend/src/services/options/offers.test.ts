import { aGuest } from '../../__testUtils__/aSourceState';
import {
  aTemplate,
  proxmox,
} from '../../orders/preflight/__testUtils__/goodFacts';
import { offerBridges } from './offerBridges';
import { OfferContext } from './OfferContext';
import { offerNodes } from './offerNodes';
import { offerStorages } from './offerStorages';
import { listTemplates, toTemplateOption } from './offerTemplates';

const GIB = 1024 ** 3;
const [ceph] = proxmox.storages;
const [bridge] = proxmox.networks!.items;

function context(changes: Partial<OfferContext> = {}): OfferContext {
  return { proxmox, limits: { templates: {} }, ...changes };
}

describe('offerStorages', () => {
  const local = {
    ...ceph,
    storage: 'local-lvm',
    plugin: 'lvmthin',
    shared: false,
    node: 'pve2',
    nodes: ['pve2'],
    usage: { used: 40 * GIB, total: 100 * GIB },
  };
  const withStorages = (...storages: (typeof ceph)[]) => ({
    proxmox: { ...proxmox, storages },
  });

  it('offers only storages for disks, and only those that are listed', () => {
    const all = context(withStorages(...proxmox.storages, local));
    const listed = { templates: {}, storages: ['local-lvm'] };

    expect(offerStorages(all).map(({ value }) => value)).toEqual([
      'ceph-vm',
      'local-lvm',
    ]);
    expect(offerStorages({ ...all, limits: listed })).toHaveLength(1);
  });

  it('says of a local one whether the machines can reach it', () => {
    const all = context(withStorages(local));

    expect(offerStorages(all)).toEqual([
      {
        value: 'local-lvm',
        label: 'local-lvm',
        description: 'lvmthin, local to pve2, 60 GiB free',
      },
    ]);
    // The template is on pve1, and so will be the machines.
    expect(offerStorages({ ...all, template: aTemplate() })).toMatchObject([
      { disabledReason: 'It is not on pve1.' },
    ]);
    expect(
      offerStorages({ ...all, template: aTemplate(), node: 'pve2' })[0],
    ).not.toHaveProperty('disabledReason');
  });

  it.each([
    [
      { usage: { used: 97 * GIB, total: 100 * GIB } },
      'It is full: 3 GiB are free.',
    ],
    [
      { usage: { used: 101 * GIB, total: 100 * GIB } },
      'It is full: 0 GiB are free.',
    ],
    [{ status: 'unknown' as const }, 'It is not active.'],
  ])('does not let one be chosen with %j', (changes, disabledReason) => {
    expect(
      offerStorages(context(withStorages({ ...ceph, ...changes }))),
    ).toMatchObject([{ disabledReason }]);
  });

  it('does not take a storage of unknown size for full', () => {
    const [option] = offerStorages(
      context(withStorages({ ...ceph, usage: undefined })),
    );

    expect(option).toEqual({
      value: 'ceph-vm',
      label: 'ceph-vm',
      description: 'rbd, shared',
    });
  });
});

describe('offerBridges', () => {
  const vnet = {
    ...bridge,
    name: 'tenants',
    node: undefined,
    kind: 'vnet' as const,
    vlan: 40,
  };

  it('offers bridges and VNets, and no VLANs of nodes', () => {
    const vlan = { ...bridge, name: 'vmbr0.40', kind: 'vlan' as const };

    expect(
      offerBridges(context({ node: 'pve1' }), [bridge, vlan, vnet]),
    ).toEqual([
      { value: 'tenants', label: 'tenants', description: 'VNet, VLAN 40' },
      { value: 'vmbr0', label: 'vmbr0', description: 'bridge' },
    ]);
  });

  it('says what is missing on the node, or down', () => {
    const other = { ...bridge, node: 'pve2' };

    expect(offerBridges(context({ node: 'pve1' }), [other])).toMatchObject([
      { disabledReason: 'It is not on pve1.' },
    ]);
    expect(
      offerBridges(context(), [{ ...bridge, active: false }]),
    ).toMatchObject([{ disabledReason: 'It is down.' }]);
  });
});

describe('offerNodes', () => {
  it('counts memory as the provider does, stopped guests too', () => {
    const guests = [
      aGuest({ status: 'stopped', memory: { total: 24 * GIB } }),
      aGuest({ vmid: 9000, template: true, memory: { total: 99 * GIB } }),
    ];

    expect(offerNodes(context({ proxmox: { ...proxmox, guests } }))).toEqual([
      {
        value: 'pve1',
        label: 'pve1',
        description: '40 of 64 GiB memory not given to guests',
      },
      {
        value: 'pve2',
        label: 'pve2',
        description: '64 of 64 GiB memory not given to guests',
      },
    ]);
  });

  it('knows that a template on local storage stays on its node', () => {
    const { configuration } = aTemplate();
    const [disk] = configuration.disks;
    const template = aTemplate({
      configuration: {
        ...configuration,
        disks: [{ ...disk, storage: 'local-lvm' }],
      },
    });
    const reasons = offerNodes(context({ template })).map(
      ({ disabledReason }) => disabledReason,
    );

    expect(reasons).toEqual([
      undefined,
      'The template is on local storage of pve1 and cannot be cloned to other nodes.',
    ]);
  });
});

describe('templates', () => {
  it('are offered within the limits of the platform', () => {
    const guests = [
      { ...aTemplate().guest, tags: ['Kubernetes'] },
      aGuest({ vmid: 9001, template: true, tags: ['windows'], pool: 'x' }),
      aGuest({ vmid: 9002, type: 'lxc', template: true }),
      aGuest({ vmid: 300 }),
    ];
    const listed = (templates: OfferContext['limits']['templates']) =>
      listTemplates(
        context({ proxmox: { ...proxmox, guests }, limits: { templates } }),
      ).map(({ vmid }) => vmid);

    expect(listed({})).toEqual([9000, 9001]);
    expect(listed({ tag: 'kubernetes' })).toEqual([9000]);
    expect(listed({ pool: 'x' })).toEqual([9001]);
  });

  const reasonOf = (changes: Parameters<typeof aTemplate>[0]) =>
    toTemplateOption(aTemplate(changes), context()).disabledReason;

  it('that cannot work say why', () => {
    const { configuration, guest } = aTemplate();

    expect(reasonOf({})).toBeUndefined();
    expect(reasonOf({ boot: 'cdn' })).toMatch(/boot order is in the old/);
    expect(
      reasonOf({ configuration: { ...configuration, agent: false } }),
    ).toMatch(/guest agent is off/);
    expect(reasonOf({ guest: { ...guest, node: 'pve7' } })).toBe(
      'Node pve7 is not online.',
    );
  });

  it('that could not be looked at say so, and can be chosen', () => {
    const { guest } = aTemplate();

    expect(toTemplateOption({ guest }, context())).toEqual({
      value: '9000',
      label: 'ubuntu-2404-kube-v1.33.3 (9000)',
      description:
        'Kubernetes v1.33.3, on pve1, its configuration cannot be read now',
    });
  });
});
