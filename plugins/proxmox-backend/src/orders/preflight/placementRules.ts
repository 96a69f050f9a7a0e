import { PreflightFacts } from './PreflightFacts';
import { fails, passes, PreflightRule, unknown } from './PreflightRule';
import { findStorages, listNodes } from './placement';

const MIB = 1024 ** 2;
const NODES = 'proxmox.nodes';

const nodesOnline: PreflightRule = facts => {
  const id = 'nodes';
  const { proxmox } = facts;
  const names = listNodes(facts);
  if (!proxmox || !names) {
    return unknown(id, 'Whether the nodes are online', NODES);
  }
  const statusOf = (name: string) =>
    proxmox.nodes.find(node => node.name === name)?.status;
  const bad = names
    .filter(name => statusOf(name) !== 'online')
    .map(name => `${name} (${statusOf(name) ?? 'there is none of that name'})`);
  return bad.length
    ? fails({
        id,
        field: NODES,
        text: `These nodes are not online: ${bad.join(', ')}.`,
        nextStep: 'Choose others.',
      })
    : passes(id, `The nodes are online: ${names.join(', ')}.`);
};

/** The cloud-init data of each machine are an ISO image on its node (F14). */
const isoStorage: PreflightRule = facts => {
  const id = 'iso-storage';
  const { proxmox } = facts;
  const names = listNodes(facts);
  if (!proxmox || !names) {
    return unknown(id, 'Whether the nodes have a storage for ISO images');
  }
  const missing = names.filter(
    node => findStorages(proxmox, { node, content: 'iso' }).length === 0,
  );
  return missing.length
    ? fails({
        id,
        field: NODES,
        text: `No storage for ISO images is seen on ${missing.join(
          ', ',
        )}, where machines get their cloud-init data from.`,
        nextStep: "Switch on the content 'iso' for a storage of these nodes.",
      })
    : passes(id, 'Every node has a storage for ISO images.');
};

const bridgeExists: PreflightRule = facts => {
  const id = 'bridge';
  const field = 'proxmox.bridge';
  const networks = facts.proxmox?.networks?.items;
  const names = listNodes(facts);
  const { bridge } = facts.spec.proxmox;
  if (!networks || !names) {
    return unknown(id, `Whether bridge ${bridge} is there`, field);
  }
  const without = names.filter(
    name =>
      !networks.some(
        ({ name: found, node, kind }) =>
          found === bridge &&
          (node === undefined
            ? kind === 'vnet'
            : node === name && kind === 'bridge'),
      ),
  );
  // Proxmox leaves out what the portal's token may not see: no network at all means that.
  const isSeen = (name: string) => networks.some(({ node }) => node === name);
  const missing = without.filter(isSeen);
  if (!missing.length && without.length) {
    return unknown(
      id,
      `Whether bridge ${bridge} is on ${without.join(', ')}`,
      field,
    );
  }
  return missing.length
    ? fails({
        id,
        field,
        text: `There is no bridge ${bridge} on ${missing.join(', ')}.`,
        nextStep: 'Choose a bridge that all these nodes have, or other nodes.',
      })
    : passes(id, `Bridge ${bridge} is on every node.`);
};

/** A VNet has its tag already, and Proxmox refuses a second one unless the VNet lets guests tag. */
const vlanFits: PreflightRule = ({ proxmox, spec }) => {
  const id = 'vlan';
  const { bridge, vlan } = spec.proxmox;
  const vnet = proxmox?.networks?.items.find(
    ({ name, kind }) => name === bridge && kind === 'vnet',
  );
  return vlan !== undefined && vnet?.vlan !== undefined && vnet.vlan !== vlan
    ? fails({
        id,
        field: 'proxmox.vlan',
        text: `VNet ${bridge} is VLAN ${vnet.vlan} already, so its machines cannot be in VLAN ${vlan}.`,
        nextStep: 'Leave the VLAN out, or choose another bridge.',
      })
    : passes(id, vlan ? `Machines are in VLAN ${vlan}.` : 'No VLAN is set.');
};

/** Without it nothing can be cloned. */
const quorumThere: PreflightRule = ({ spec, proxmox }) => {
  const id = 'quorum';
  const { source } = spec.proxmox;
  if (!proxmox) {
    return unknown(id, `Whether ${source} has quorum`);
  }
  return proxmox.cluster.quorate === false
    ? fails({
        id,
        field: 'proxmox.source',
        text: `Proxmox ${source} has lost its quorum, so nothing can be made there.`,
        nextStep: 'Wait until enough of its nodes are back.',
      })
    : passes(id, `Nothing is known to be wrong with the quorum of ${source}.`);
};

/** A machine with more cores than its host does not start. */
const coresFit: PreflightRule = facts => {
  const id = 'cores';
  const field = 'pool.cores';
  const { proxmox, spec } = facts;
  const names = listNodes(facts);
  const nodes =
    proxmox?.nodes.filter(({ name }) => names?.includes(name)) ?? [];
  if (!nodes.length || nodes.some(({ cpu }) => !cpu)) {
    return unknown(id, 'Whether the nodes have that many cores', field);
  }
  const small = nodes.filter(({ cpu }) => (cpu?.cores ?? 0) < spec.pool.cores);
  return small.length
    ? fails({
        id,
        field,
        text: `These nodes have fewer than ${spec.pool.cores} cores: ${small
          .map(({ name, cpu }) => `${name} (${cpu?.cores})`)
          .join(', ')}.`,
        nextStep: 'Order fewer cores, or choose other nodes.',
      })
    : passes(id, `Every node has ${spec.pool.cores} cores.`);
};

/** As capmox counts: the memory of all guests of a node, stopped ones and containers too (F07). */
const memoryFits: PreflightRule = facts => {
  const id = 'memory';
  const field = 'pool.memoryMiB';
  const { proxmox, spec } = facts;
  const names = listNodes(facts);
  const nodes =
    proxmox?.nodes.filter(({ name }) => names?.includes(name)) ?? [];
  if (!proxmox || !names || nodes.some(({ memory }) => !memory)) {
    return unknown(id, 'Whether the memory is enough', field);
  }
  const size = spec.pool.memoryMiB * MIB;
  const places = nodes
    .map(node => {
      const reserved = proxmox.guests
        .filter(guest => guest.node === node.name && !guest.template)
        .reduce((sum, guest) => sum + (guest.memory?.total ?? 0), 0);
      return Math.floor(((node.memory?.total ?? 0) - reserved) / size);
    })
    .reduce((sum, count) => sum + Math.max(count, 0), 0);
  return places < spec.pool.replicas
    ? fails({
        id,
        field,
        text: `${places} of ${spec.pool.replicas} workers with ${
          spec.pool.memoryMiB
        } MiB fit into the memory of ${names.join(
          ', ',
        )}; all guests count, stopped ones too.`,
        nextStep: 'Order smaller or fewer workers, or allow more nodes.',
      })
    : passes(id, `There is memory for ${places} such workers.`);
};

/** Proxmox refuses to clone to a node that does not see the disks (F09). */
const cloneReachesNodes: PreflightRule = facts => {
  const id = 'clone';
  const { spec, proxmox, template } = facts;
  const names = listNodes(facts);
  if (!proxmox || !names || !template?.configuration) {
    return unknown(
      id,
      'Whether the template can be cloned to the nodes',
      NODES,
    );
  }
  const { guest, configuration } = template;
  const elsewhere = names.filter(name => name !== guest.node);
  const local = listDiskStorages(configuration, spec.proxmox.storage).filter(
    name =>
      !proxmox.storages.some(
        ({ storage, shared }) => storage === name && shared,
      ),
  );
  return elsewhere.length && local.length
    ? fails({
        id,
        field: NODES,
        text: `Template ${guest.vmid} is on ${
          guest.node
        } and cannot be cloned to ${elsewhere.join(
          ', ',
        )}, because storage ${local.join(', ')} is not shared.`,
        nextStep: `Allow only ${guest.node}, or choose a shared storage and a template on one.`,
      })
    : passes(id, 'The template can be cloned to every node.');
};

function listDiskStorages(
  {
    disks,
  }: NonNullable<NonNullable<PreflightFacts['template']>['configuration']>,
  target: string,
): string[] {
  const own = disks.flatMap(({ storage, media }) =>
    storage !== undefined && media === 'disk' ? [storage] : [],
  );
  return [...new Set([...own, target])];
}

/** Rules on where the workers run. */
export const placementRules: PreflightRule[] = [
  quorumThere,
  nodesOnline,
  isoStorage,
  bridgeExists,
  vlanFits,
  coresFit,
  memoryFits,
  cloneReachesNodes,
];
