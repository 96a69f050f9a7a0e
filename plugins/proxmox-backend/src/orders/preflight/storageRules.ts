import { findStorages, listNodes } from './placement';
import { fails, passes, PreflightRule, unknown } from './PreflightRule';

const GIB = 1024 ** 3;

const FIELD = 'proxmox.storage';

const storageThere: PreflightRule = facts => {
  const id = 'storage';
  const { proxmox, spec } = facts;
  const { storage: name } = spec.proxmox;
  const nodes = listNodes(facts);
  if (!proxmox || !nodes) {
    return unknown(id, `Storage ${name}`, FIELD);
  }
  const missing = nodes.filter(
    node => !findStorages(proxmox, { node, content: 'images', name }).length,
  );
  if (missing.length) {
    return fails({
      id,
      field: FIELD,
      text: `Storage ${name} for disks is not there on ${missing.join(', ')}.`,
      nextStep: 'Choose a storage that all these nodes have, or other nodes.',
    });
  }
  const silent = nodes.filter(node =>
    findStorages(proxmox, { node, content: 'images', name }).some(
      ({ status }) => status !== 'available',
    ),
  );
  return silent.length
    ? unknown(
        id,
        `Whether storage ${name} works on ${silent.join(', ')}`,
        FIELD,
      )
    : passes(id, `Storage ${name} is there.`);
};

const roomLeft: PreflightRule = facts => {
  const id = 'storage-room';
  const { proxmox, spec } = facts;
  const { storage: name } = spec.proxmox;
  const storages =
    proxmox &&
    listNodes(facts)?.flatMap(node =>
      findStorages(proxmox, { node, content: 'images', name }),
    );
  const usages = storages?.flatMap(({ usage }) => usage ?? []);
  if (!usages?.length) {
    return unknown(id, `How much room storage ${name} has`, FIELD);
  }
  const wanted = spec.pool.replicas * spec.pool.diskGiB;
  const free = Math.max(
    ...usages.map(({ total, used }) => (total - (used ?? 0)) / GIB),
  );
  return free < wanted
    ? fails({
        id,
        field: FIELD,
        text: `Storage ${name} has ${Math.floor(
          free,
        )} GiB free, but the disks of the workers need ${wanted} GiB.`,
        nextStep: 'Choose another storage, smaller disks or fewer workers.',
      })
    : passes(id, `Storage ${name} has room for ${wanted} GiB.`);
};

/** Those that hold files; the others know nothing but raw. */
const filePlugins = ['dir', 'nfs', 'cifs', 'cephfs', 'glusterfs', 'btrfs'];

const formatKnown: PreflightRule = ({ spec, proxmox, platform }) => {
  const id = 'storage-format';
  const { storage: name } = spec.proxmox;
  const { diskFormat } = platform;
  const found = proxmox?.storages.find(({ storage }) => storage === name);
  const isRefused =
    diskFormat !== undefined &&
    diskFormat !== 'raw' &&
    found?.plugin !== undefined &&
    !filePlugins.includes(found.plugin);
  return isRefused
    ? fails({
        id,
        field: FIELD,
        text: `Storage ${name} (${found.plugin}) knows no ${diskFormat}, which the platform sets for disks.`,
        nextStep:
          "Choose another storage, or let the platform team leave out 'orders.diskFormat'.",
      })
    : passes(id, 'The format of the disks is one that the storage knows.');
};

/** Rules on the storage of the workers' disks. */
export const storageRules: PreflightRule[] = [
  storageThere,
  roomLeft,
  formatKnown,
];
