import {
  flagOf,
  isObject,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { anyNode, needStorage, PlannedVolume, WorldPlan } from './WorldPlan';

const figures = new Set([
  'storage',
  'type',
  'content',
  'digest',
  'active',
  'enabled',
  'avail',
  'used',
  'used_fraction',
  'total',
  'shared',
  'name',
  'nodes',
  'formats',
  'select_existing',
]);

/** Brings a storage into the state that a recorded row shows. */
function applyStorageRow(plan: WorldPlan, id: string, row: JsonObject): void {
  const storage = needStorage(plan, id);
  storage.type =
    textOf(row.type === 'storage' ? row.plugintype : row.type) ?? storage.type;
  const content = textOf(row.content);
  if (content) storage.content = content.split(',');
  storage.isShared = storage.isShared || flagOf(row.shared);
  const nodes = textOf(row.nodes);
  if (nodes) storage.nodes = nodes.split(',');
  if (row.type === 'storage') return;
  for (const [key, value] of Object.entries(row)) {
    if (
      !figures.has(key) &&
      (typeof value === 'string' || typeof value === 'number')
    ) {
      storage.config[key] = value;
    }
  }
}

const contentFolders = ['iso', 'vztmpl', 'backup', 'snippets', 'import'];

const ownerPattern = /(?:vm|base|subvol|vzdump-(?:qemu|lxc))-(\d+)/;
const suffixPattern = /\.([a-z0-9]+(?:\.(?:zst|lzo|gz|xz))?)$/;
const diskKey = /^(scsi|virtio|ide|sata|efidisk|tpmstate|mp|rootfs|unused)\d*$/;

/** What a volume's id alone tells of it. */
function guessVolume(
  volid: string,
): Pick<PlannedVolume, 'content' | 'format' | 'vmid'> {
  const name = volid.slice(volid.indexOf(':') + 1);
  const folder = name.split('/')[0];
  const owner = ownerPattern.exec(name)?.[1];
  return {
    content: contentFolders.includes(folder) ? folder : 'images',
    format: suffixPattern.exec(name)?.[1] ?? 'raw',
    vmid: owner ? Number(owner) : undefined,
  };
}

function scalarsOf(
  row: JsonObject,
  keys: string[],
): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const key of keys) {
    const value = row[key];
    if (typeof value === 'string' || typeof value === 'number') {
      found[key] = value;
    }
  }
  return found;
}

/** Makes sure that a volume is there. */
export function needVolume(
  plan: WorldPlan,
  volid: string,
  wanted: { node: string; row?: JsonObject; content?: string },
): void {
  const { node, row = {}, content } = wanted;
  const [storage, name] = volid.split(':', 2);
  if (!storage || !name) return;
  needStorage(plan, storage);
  const guess = guessVolume(volid);
  plan.volumes.set(volid, {
    volid,
    node,
    content: textOf(row.content) ?? content ?? guess.content,
    format: textOf(row.format) ?? guess.format,
    size: numberOf(row.size) ?? 1048576,
    vmid: numberOf(row.vmid) ?? guess.vmid,
    fields: scalarsOf(row, ['ctime', 'notes', 'protected', 'subtype']),
  });
}

function isUnknownStorage(facts: Facts): boolean {
  const { refusal, values, recording } = facts;
  return (
    /No such storage/.test(refusal) ||
    refusal.includes(`storage '${values.storage}' does not exist`) ||
    recording.answer.status === 403
  );
}

function planPathVolume(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, refusal, recording } = facts;
  const { storage, volume, node } = values;
  if (!node) return;
  const isAbsent = /no format/.test(refusal) || /unknown/.test(recording.label);
  if (volume && !isAbsent) {
    const volid = volume.includes(':') ? volume : `${storage}:${volume}`;
    needVolume(plan, volid, { node, row: objectOf(data) });
  }
  if (!/\/content$|\/prunebackups$/.test(call)) return;
  for (const row of objectsOf(data)) {
    const volid = textOf(row.volid);
    if (volid) needVolume(plan, volid, { node, row });
  }
}

function planPathStorage(plan: WorldPlan, facts: Facts): void {
  const { call, values, data } = facts;
  const { storage } = values;
  if (!storage || isUnknownStorage(facts)) return;
  needStorage(plan, storage);
  const isRow = /^GET (\/storage\/\{storage\}|.*\/status)$/.test(call);
  if (isRow && isObject(data)) applyStorageRow(plan, storage, data);
  planPathVolume(plan, facts);
}

/** Storages and volumes that request parameters refer to. */
function planParameters(plan: WorldPlan, facts: Facts): void {
  const { call, values, params, refusal, isSuccess } = facts;
  const node = values.node ?? anyNode(plan);
  const missing = /storage '([^']+)' does not exist/.exec(refusal)?.[1];
  if (params.storage && call !== 'POST /storage') {
    needStorage(plan, params.storage);
  }
  for (const [key, value] of Object.entries(params)) {
    const named = /^([A-Za-z][\w-]*):/.exec(value)?.[1];
    if (!named || named === missing) continue;
    if (diskKey.test(key)) needStorage(plan, named);
    const isFile = ['ostemplate', 'archive', 'volume'].includes(key);
    if (isFile && isSuccess && !/none\./.test(value)) {
      needVolume(plan, value, { node });
    }
  }
}

/** Disks in a guest's configuration exist as volumes. */
export function planDisks(plan: WorldPlan): void {
  for (const guest of plan.guests.values()) {
    for (const [key, value] of Object.entries(guest.config)) {
      const volid = /^([A-Za-z][\w-]*:[^,]+)/.exec(String(value))?.[1];
      if (diskKey.test(key) && volid) {
        const content = guest.type === 'lxc' ? 'rootdir' : 'images';
        needVolume(plan, volid, {
          node: guest.node,
          row: { vmid: guest.vmid },
          content,
        });
      }
    }
  }
}

/** Storages and volumes of the path, the request and a list's rows. */
export function planStorages(plan: WorldPlan, facts: Facts): void {
  planPathStorage(plan, facts);
  planParameters(plan, facts);
  const { call, data } = facts;
  if (
    /^GET (\/storage|\/nodes\/\{node\}\/storage|\/cluster\/resources)$/.test(
      call,
    )
  ) {
    for (const row of objectsOf(data)) {
      const id = textOf(row.storage);
      if (id) applyStorageRow(plan, id, row);
    }
  }
}
