import { ProxmoxStorage } from '@rackstage/plugin-proxmox-common';
import {
  fails,
  passes,
  PreflightFacts,
  PreflightRule,
  unknown,
  warns,
} from './PreflightFacts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** Where machines may run: the chosen nodes, or else the one of the template. */
function listNodes({ spec, template }: PreflightFacts): string[] {
  const { nodes } = spec.proxmox;
  return nodes.length || !template ? nodes : [template.guest.node];
}

function isOn({ node, nodes }: ProxmoxStorage, name: string): boolean {
  return node === undefined ? nodes.includes(name) : node === name;
}

const nodesOnline: PreflightRule = facts => {
  const id = 'nodes';
  const { proxmox } = facts;
  if (!proxmox) {
    return unknown(id, 'Whether the nodes are online', 'proxmox.nodes');
  }
  const bad = listNodes(facts).filter(
    name =>
      !proxmox.nodes.some(
        node => node.name === name && node.status === 'online',
      ),
  );
  return bad.length
    ? fails({
        id,
        field: 'proxmox.nodes',
        text: `These nodes are not online: ${bad.join(', ')}.`,
        nextStep: 'Choose others.',
      })
    : passes(id, `The nodes are online: ${listNodes(facts).join(', ')}.`);
};

const storageFits: PreflightRule = facts => {
  const id = 'storage';
  const field = 'proxmox.storage';
  const { proxmox, spec } = facts;
  if (!proxmox) {
    return unknown(id, `Storage ${spec.proxmox.storage}`, field);
  }
  const named = proxmox.storages.filter(
    ({ storage, content }) =>
      storage === spec.proxmox.storage && content.includes('images'),
  );
  const missing = listNodes(facts).filter(
    node => !named.some(storage => isOn(storage, node)),
  );
  if (!named.length || missing.length) {
    return fails({
      id,
      field,
      text: `Storage ${spec.proxmox.storage} for disks is not there${
        missing.length ? ` on ${missing.join(', ')}` : ''
      }.`,
      nextStep: 'Choose a storage that all these nodes have, or other nodes.',
    });
  }
  const wanted = spec.pool.replicas * spec.pool.diskGiB;
  const free = Math.max(
    ...named.map(({ usage }) =>
      usage ? (usage.total - (usage.used ?? 0)) / GIB : Infinity,
    ),
  );
  return free < wanted
    ? fails({
        id,
        field,
        text: `Storage ${spec.proxmox.storage} has ${Math.floor(
          free,
        )} GiB free, but the disks of the workers need ${wanted} GiB.`,
        nextStep: 'Choose another storage, smaller disks or fewer workers.',
      })
    : passes(id, `Storage ${spec.proxmox.storage} has room for ${wanted} GiB.`);
};

/** The cloud-init data of each machine are an ISO image on its node (F14). */
const isoStorage: PreflightRule = facts => {
  const id = 'iso-storage';
  const { proxmox } = facts;
  if (!proxmox) {
    return unknown(id, 'Whether the nodes have a storage for ISO images');
  }
  const missing = listNodes(facts).filter(
    node =>
      !proxmox.storages.some(
        storage => storage.content.includes('iso') && isOn(storage, node),
      ),
  );
  return missing.length
    ? fails({
        id,
        field: 'proxmox.nodes',
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
  const { bridge } = facts.spec.proxmox;
  if (!networks) {
    return unknown(id, `Whether bridge ${bridge} is there`, field);
  }
  const missing = listNodes(facts).filter(
    name =>
      !networks.some(
        ({ name: found, node, kind }) =>
          found === bridge &&
          (node === undefined ? kind === 'vnet' : node === name),
      ),
  );
  return missing.length
    ? fails({
        id,
        field,
        text: `There is no bridge ${bridge} on ${missing.join(', ')}.`,
        nextStep: 'Choose a bridge that all these nodes have, or other nodes.',
      })
    : passes(id, `Bridge ${bridge} is on every node.`);
};

/** As capmox counts: the memory of all guests of a node, stopped ones and containers too (F07). */
const memoryFits: PreflightRule = facts => {
  const id = 'memory';
  const { proxmox, spec } = facts;
  const names = listNodes(facts);
  const nodes = proxmox?.nodes.filter(({ name }) => names.includes(name)) ?? [];
  if (!proxmox || nodes.some(({ memory }) => !memory)) {
    return unknown(id, 'Whether the memory is enough', 'pool.memoryMiB');
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
        field: 'pool.memoryMiB',
        text: `${places} of ${spec.pool.replicas} workers with ${
          spec.pool.memoryMiB
        } MiB fit into the memory of ${names.join(
          ', ',
        )}; all guests count, stopped ones too.`,
        nextStep: 'Order smaller or fewer workers, or allow more nodes.',
      })
    : passes(id, `There is memory for ${places} such workers.`);
};

const credentialsWork: PreflightRule = ({ credentialProblems, spec }) => {
  const id = 'credentials';
  const field = 'proxmox.source';
  if (!credentialProblems) {
    return unknown(id, 'Whether the Proxmox credentials work', field);
  }
  return credentialProblems.length
    ? fails({
        id,
        field,
        text: `The credentials for ${
          spec.proxmox.source
        } do not work: ${credentialProblems.join('; ')}.`,
        nextStep: 'Tell the team that operates the portal.',
      })
    : passes(id, 'The Proxmox credentials work.');
};

const privileges: PreflightRule = ({ missingPrivileges, spec }) => {
  const id = 'privileges';
  const field = 'proxmox.source';
  if (!missingPrivileges) {
    return unknown(id, 'Whether the privileges suffice', field);
  }
  return missingPrivileges.length
    ? warns({
        id,
        field,
        text: `The token for ${
          spec.proxmox.source
        } seems to lack ${missingPrivileges.join(', ')}.`,
        nextStep: 'Give the token of the Proxmox provider these privileges.',
      })
    : passes(id, 'No privilege is missing.');
};

/** Rules on where the workers run. */
export const placementRules: PreflightRule[] = [
  credentialsWork,
  privileges,
  nodesOnline,
  storageFits,
  isoStorage,
  bridgeExists,
  memoryFits,
];
