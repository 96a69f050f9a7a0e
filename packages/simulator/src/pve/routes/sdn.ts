import { createHash } from 'node:crypto';
import { failure } from '../ApiError';
import { Call, Handler, Handlers } from '../Call';
import { SectionRow } from '../world/types';
import { SectionName } from '../world/World';

/** A kind of SDN object: where it lives and how texts name it. */
interface Kind {
  section: SectionName;
  /** Parameter that names one. */
  key: string;
  noun: string;
  /** Where rights on one are granted. */
  aclPath: (call: Call, id: string) => string;
}

const zones: Kind = {
  section: 'sdnZones',
  key: 'zone',
  noun: 'zone',
  aclPath: (_, id) => `/sdn/zones/${id}`,
};

const vnets: Kind = {
  section: 'sdnVnets',
  key: 'vnet',
  noun: 'vnet',
  aclPath: (call, id) =>
    `/sdn/zones/${call.world.section('sdnVnets').get(id)?.zone}/${id}`,
};

const controllers: Kind = {
  section: 'sdnControllers',
  key: 'controller',
  noun: 'controller',
  aclPath: (_, id) => `/sdn/controllers/${id}`,
};

function digestOf(rows: Map<string, SectionRow>): string {
  return createHash('sha1')
    .update(JSON.stringify([...rows]))
    .digest('hex');
}

function rowOf(call: Call): SectionRow {
  const skip = new Set([
    'digest',
    'delete',
    'lock-token',
    'pending',
    'running',
  ]);
  return Object.fromEntries(
    Object.entries(call.parameters).filter(([name]) => !skip.has(name)),
  );
}

function list(kind: Kind): Handler {
  return call => {
    const rows = call.world.section(kind.section);
    const digest = digestOf(rows);
    return [...rows]
      .filter(([id]) =>
        call.mayAny(kind.aclPath(call, id), 'SDN.Audit', 'SDN.Allocate'),
      )
      .map(([, row]) => ({ ...row, digest }));
  };
}

function demand(call: Call, kind: Kind): SectionRow {
  const id = call.text(kind.key);
  const row = call.world.section(kind.section).get(id);
  if (!row) throw failure(`sdn ${kind.noun} object ID '${id}' does not exist`);
  return row;
}

function get(kind: Kind): Handler {
  return call => ({
    ...demand(call, kind),
    digest: digestOf(call.world.section(kind.section)),
  });
}

function create(kind: Kind, extra: SectionRow = {}): Handler {
  return call => {
    const id = call.text(kind.key);
    const rows = call.world.section(kind.section);
    if (rows.has(id)) {
      throw failure(
        `create sdn ${kind.noun} object failed: sdn ${kind.noun} object ID '${id}' already defined`,
      );
    }
    rows.set(id, { ...extra, ...rowOf(call) });
    call.world.hasPendingSdnChanges = true;
    return null;
  };
}

function update(kind: Kind): Handler {
  return call => {
    const row = demand(call, kind);
    call.demand(kind.aclPath(call, call.text(kind.key)), 'SDN.Allocate');
    Object.assign(row, rowOf(call));
    for (const name of call.list('delete')) delete row[name];
    call.world.hasPendingSdnChanges = true;
    return null;
  };
}

function remove(kind: Kind): Handler {
  return call => {
    demand(call, kind);
    call.demand(kind.aclPath(call, call.text(kind.key)), 'SDN.Allocate');
    call.world.section(kind.section).delete(call.text(kind.key));
    call.world.hasPendingSdnChanges = true;
    return null;
  };
}

function demandVnet(call: Call): string {
  const vnet = call.text('vnet');
  if (!call.world.section('sdnVnets').has(vnet)) {
    throw failure(`sdn vnet object ID '${vnet}' does not exist`);
  }
  return vnet;
}

function subnetId(call: Call, vnet: string): string {
  const zone = call.world.section('sdnVnets').get(vnet)?.zone;
  return `${zone}-${call.text('subnet').replace('/', '-')}`;
}

function createSubnet(call: Call) {
  const vnet = demandVnet(call);
  call.demand(vnets.aclPath(call, vnet), 'SDN.Allocate');
  const cidr = call.text('subnet');
  const id = subnetId(call, vnet);
  const zone = String(call.world.section('sdnVnets').get(vnet)?.zone);
  call.world.section('sdnSubnets').set(id, {
    ...rowOf(call),
    subnet: id,
    id,
    vnet,
    zone,
    cidr,
    type: 'subnet',
    network: cidr.split('/')[0],
    mask: cidr.split('/')[1],
  });
  return null;
}

function demandSubnet(call: Call): SectionRow {
  const id = call.text('subnet');
  const row = call.world.section('sdnSubnets').get(id);
  if (!row) throw failure(`sdn subnet object ID '${id}' does not exist`);
  return row;
}

function apply(call: Call) {
  return call.startTask({ type: 'reloadnetworkall', id: '' }, async worker => {
    for (const node of call.world.nodes.values()) {
      worker.log(`${node.name}: reloading network config`);
      await worker.work(500);
    }
    call.world.hasPendingSdnChanges = false;
  });
}

function nodeZones(call: Call) {
  return [...call.world.section('sdnZones')]
    .filter(([id]) =>
      call.mayAny(`/sdn/zones/${id}`, 'SDN.Audit', 'SDN.Allocate'),
    )
    .map(([zone]) => ({
      zone,
      status: call.world.hasPendingSdnChanges ? 'pending' : 'available',
    }));
}

function zoneContent(call: Call) {
  const zone = call.text('zone');
  return [...call.world.section('sdnVnets').values()]
    .filter(row => row.zone === zone)
    .map(row => ({ vnet: row.vnet, status: 'available', statusmsg: '' }));
}

function zoneBridges(call: Call) {
  const zone = call.text('zone');
  const names =
    zone === 'localnetwork'
      ? call.world
          .node(call.node)
          .networks.filter(n => n.type === 'bridge')
          .map(n => n.iface)
      : zoneContent(call).map(row => String(row.vnet));
  return names.map(name => ({
    name,
    vlan_filtering: '1',
    ports: [...call.world.guests.values()]
      .filter(
        guest =>
          guest.node === call.node &&
          new RegExp(`bridge=${name}(?:,|$)`).test(
            String(guest.config.net0 ?? ''),
          ),
      )
      .map(guest => ({
        name: `${guest.type === 'qemu' ? 'tap' : 'veth'}${guest.vmid}i0`,
        index: 'net0',
        vmid: guest.vmid,
        vlans: [],
      })),
  }));
}

const nodeZone = '/nodes/{node}/sdn/zones/{zone}';
const subnet = '/cluster/sdn/vnets/{vnet}/subnets';

/** Software-defined networks: zones, virtual networks, subnets. */
export const sdnRoutes: Handlers = {
  'PUT /cluster/sdn': apply,
  'POST /cluster/sdn/lock': () => '00000000-0000-4000-8000-000000000000',
  'DELETE /cluster/sdn/lock': () => null,
  'POST /cluster/sdn/rollback': call => {
    call.world.hasPendingSdnChanges = false;
    return null;
  },
  'GET /cluster/sdn/dry-run': () => ({ 'frr-diff': '', 'interfaces-diff': '' }),
  'GET /cluster/sdn/zones': list(zones),
  'POST /cluster/sdn/zones': create(zones),
  'GET /cluster/sdn/zones/{zone}': get(zones),
  'PUT /cluster/sdn/zones/{zone}': update(zones),
  'DELETE /cluster/sdn/zones/{zone}': remove(zones),
  'GET /cluster/sdn/vnets': list(vnets),
  'POST /cluster/sdn/vnets': create(vnets, { type: 'vnet' }),
  'GET /cluster/sdn/vnets/{vnet}': get(vnets),
  'PUT /cluster/sdn/vnets/{vnet}': update(vnets),
  'DELETE /cluster/sdn/vnets/{vnet}': remove(vnets),
  'GET /cluster/sdn/controllers': list(controllers),
  'POST /cluster/sdn/controllers': create(controllers),
  'GET /cluster/sdn/ipams': () => [
    { ipam: 'pve', type: 'pve', digest: digestOf(new Map()) },
  ],
  'GET /cluster/sdn/dns': () => [],
  [`GET ${subnet}`]: call => {
    const vnet = demandVnet(call);
    return [...call.world.section('sdnSubnets').values()].filter(
      row => row.vnet === vnet,
    );
  },
  [`POST ${subnet}`]: createSubnet,
  [`GET ${subnet}/{subnet}`]: demandSubnet,
  [`PUT ${subnet}/{subnet}`]: call => {
    call.demand(vnets.aclPath(call, demandVnet(call)), 'SDN.Allocate');
    const { vnet: _, subnet: __, ...changes } = rowOf(call);
    Object.assign(demandSubnet(call), changes);
    return null;
  },
  [`DELETE ${subnet}/{subnet}`]: call => {
    call.demand(vnets.aclPath(call, demandVnet(call)), 'SDN.Allocate');
    demandSubnet(call);
    call.world.section('sdnSubnets').delete(call.text('subnet'));
    return null;
  },
  'GET /nodes/{node}/sdn/zones': nodeZones,
  [`GET ${nodeZone}/content`]: zoneContent,
  [`GET ${nodeZone}/bridges`]: zoneBridges,
  [`GET ${nodeZone}/ip-vrf`]: () => [],
  'GET /nodes/{node}/sdn/vnets/{vnet}/mac-vrf': () => [],
};
