import { flagOf, isObject, numberOf, objectsOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { needStorage, WorldPlan } from './WorldPlan';

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

const contentByFolder: Record<string, string> = {
  iso: 'iso',
  vztmpl: 'vztmpl',
  backup: 'backup',
  snippets: 'snippets',
  import: 'import',
};

/** Makes sure that a volume is there. */
export function needVolume(
  plan: WorldPlan,
  volid: string,
  wanted: { node: string; row?: JsonObject; content?: string },
): void {
  const at = volid.indexOf(':');
  if (at <= 0) return;
  const { node, row = {} } = wanted;
  const name = volid.slice(at + 1);
  needStorage(plan, volid.slice(0, at));
  const folder = name.split('/')[0];
  const owner = /(?:vm|base|subvol|vzdump-(?:qemu|lxc))-(\d+)/.exec(name)?.[1];
  const suffix = /\.([a-z0-9]+(?:\.(?:zst|lzo|gz|xz))?)$/.exec(name)?.[1];
  const fields: Record<string, string | number> = {};
  for (const key of ['ctime', 'notes', 'protected', 'subtype', 'parent']) {
    const value = row[key];
    if (typeof value === 'string' || typeof value === 'number')
      fields[key] = value;
  }
  plan.volumes.set(volid, {
    volid,
    node,
    content:
      textOf(row.content) ??
      wanted.content ??
      contentByFolder[folder] ??
      'images',
    format: textOf(row.format) ?? suffix ?? 'raw',
    size: numberOf(row.size) ?? 1048576,
    vmid: numberOf(row.vmid) ?? (owner ? Number(owner) : undefined),
    fields,
  });
}

function planPathStorage(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, refusal, recording } = facts;
  const { storage, volume, node } = values;
  if (!storage) return;
  const isUnknown =
    /No such storage/.test(refusal) ||
    refusal.includes(`storage '${storage}' does not exist`) ||
    recording.answer.status === 403;
  if (isUnknown) return;
  needStorage(plan, storage);
  const isRow = /^GET (\/storage\/\{storage\}|.*\/status)$/.test(call);
  if (isRow && isObject(data)) applyStorageRow(plan, storage, data);
  const refused =
    /failed - no format/.test(refusal) || /unknown/.test(recording.label);
  if (volume && node && !refused) {
    needVolume(plan, volume.includes(':') ? volume : `${storage}:${volume}`, {
      node,
      row: isObject(data) ? data : {},
    });
  }
  if (/\/content$|\/prunebackups$/.test(call)) {
    for (const row of objectsOf(data)) {
      const volid = textOf(row.volid);
      if (volid && node) needVolume(plan, volid, { node, row });
    }
  }
}

/** Storages and volumes that request parameters refer to. */
function planParameters(plan: WorldPlan, facts: Facts): void {
  const { call, values, params, refusal, isSuccess } = facts;
  const node = values.node ?? [...plan.nodes.keys()][0] ?? 'pve1';
  const creates = call === 'POST /storage';
  for (const [key, value] of Object.entries(params)) {
    const missing = /storage '([^']+)' does not exist/.exec(refusal)?.[1];
    const isDisk =
      /^(scsi|virtio|ide|sata|efidisk|tpmstate|mp|rootfs|unused)\d*$/.test(key);
    const named = /^([A-Za-z][\w-]*):/.exec(value)?.[1];
    if (key === 'storage' && !creates) needStorage(plan, value);
    if (isDisk && named && named !== missing) needStorage(plan, named);
    const isFile =
      ['ostemplate', 'archive', 'volume'].includes(key) && value.includes(':');
    if (isFile && isSuccess && !/none\./.test(value))
      needVolume(plan, value, { node });
  }
}

/** Disks in a guest's configuration exist as volumes. */
export function planDisks(plan: WorldPlan): void {
  for (const guest of plan.guests.values()) {
    for (const [key, value] of Object.entries(guest.config)) {
      const isDisk =
        /^(scsi|virtio|ide|sata|efidisk|tpmstate|mp|rootfs|unused)\d*$/.test(
          key,
        );
      const volid = /^([A-Za-z][\w-]*:[^,]+)/.exec(String(value))?.[1];
      if (isDisk && volid) {
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
