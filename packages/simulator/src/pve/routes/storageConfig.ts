import { createHash } from 'node:crypto';
import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { sampleTimes } from '../guests/samples';
import { usedBytes } from '../storages/storageStatus';
import { ConfigValue, Storage } from '../world/types';
import { storageDefaults } from '../world/storageDefaults';
import { nodeStorage } from './storageRead';

const required: Record<string, string[]> = {
  dir: ['path'],
  btrfs: ['path'],
  nfs: ['server', 'export'],
  cifs: ['server', 'share'],
  lvm: ['vgname'],
  lvmthin: ['vgname', 'thinpool'],
  zfspool: ['pool'],
  zfs: ['pool', 'portal', 'target', 'iscsiprovider', 'blocksize'],
  iscsi: ['portal', 'target'],
  iscsidirect: ['portal', 'target'],
  pbs: ['server', 'datastore'],
  esxi: ['server', 'username'],
};

function digestOf(call: Call): string {
  const text = JSON.stringify(
    [...call.world.storages.values()].map(s => [s.id, s.config]),
  );
  return createHash('sha1').update(text).digest('hex');
}

function describe(call: Call, storage: Storage) {
  return {
    storage: storage.id,
    type: storage.type,
    content: storage.content.join(','),
    ...storage.config,
    ...(storage.isShared ? { shared: 1 } : {}),
    ...(storage.isDisabled ? { disable: 1 } : {}),
    ...(storage.nodes ? { nodes: storage.nodes.join(',') } : {}),
    digest: digestOf(call),
  };
}

function readConfig(call: Call): Record<string, ConfigValue> {
  const skip = new Set([
    'storage',
    'type',
    'content',
    'nodes',
    'shared',
    'disable',
    'delete',
    'digest',
    'password',
  ]);
  const config: Record<string, ConfigValue> = {};
  for (const [name, value] of Object.entries(call.parameters)) {
    if (!skip.has(name))
      config[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return config;
}

function applySettings(call: Call, storage: Storage): void {
  if (call.parameters.content !== undefined)
    storage.content = call.list('content');
  if (call.parameters.nodes !== undefined) storage.nodes = call.list('nodes');
  if (call.parameters.shared !== undefined)
    storage.isShared = call.flag('shared');
  if (call.parameters.disable !== undefined)
    storage.isDisabled = call.flag('disable');
}

function createStorage(call: Call) {
  const id = call.text('storage');
  const type = call.text('type');
  if (call.world.storages.has(id)) {
    throw failure(`create storage failed: storage ID '${id}' already defined`);
  }
  for (const option of required[type] ?? []) {
    if (call.parameters[option] === undefined) {
      throw failure(`missing value for required option '${option}'`);
    }
  }
  const preset = storageDefaults(type);
  const storage: Storage = {
    id,
    type,
    content:
      type === 'dir' ? ['images', 'rootdir', 'vztmpl', 'iso'] : preset.content,
    isShared: preset.isShared,
    isDisabled: false,
    total: 200 * 1024 ** 3,
    used: 1024 ** 3,
    config: readConfig(call),
  };
  applySettings(call, storage);
  call.world.storages.set(id, storage);
  return { storage: id, type };
}

function demandStorage(call: Call, what?: string): Storage {
  const id = call.text('storage');
  const storage = call.world.storages.get(id);
  if (!storage)
    throw failure(
      `${what ? `${what} failed: ` : ''}storage '${id}' does not exist`,
    );
  return storage;
}

function updateStorage(call: Call) {
  const storage = demandStorage(call, 'update storage');
  Object.assign(storage.config, readConfig(call));
  applySettings(call, storage);
  for (const name of call.list('delete')) {
    delete storage.config[name];
    if (name === 'nodes') storage.nodes = undefined;
    if (name === 'disable') storage.isDisabled = false;
  }
  return { storage: storage.id, type: storage.type };
}

function deleteStorage(call: Call) {
  const storage = demandStorage(call, 'delete storage');
  call.world.storages.delete(storage.id);
  for (const pool of call.world.pools.values()) {
    pool.storages = pool.storages.filter(id => id !== storage.id);
  }
  return null;
}

function samples(call: Call) {
  const storage = nodeStorage(call);
  const used = usedBytes(call.site, storage, call.node);
  return sampleTimes(call).map(time => ({ time, total: storage.total, used }));
}

/** Definitions of storages. */
export const storageConfigRoutes: Handlers = {
  'GET /storage': call =>
    [...call.world.storages.values()]
      .filter(
        s => call.parameters.type === undefined || s.type === call.text('type'),
      )
      .filter(s =>
        call.mayAny(
          `/storage/${s.id}`,
          'Datastore.Audit',
          'Datastore.AllocateSpace',
        ),
      )
      .map(storage => describe(call, storage)),
  'POST /storage': createStorage,
  'GET /storage/{storage}': call => describe(call, demandStorage(call)),
  'PUT /storage/{storage}': updateStorage,
  'DELETE /storage/{storage}': deleteStorage,
  'GET /nodes/{node}/storage/{storage}/rrddata': samples,
  'GET /nodes/{node}/storage/{storage}/rrd': call => ({
    filename: `/var/lib/rrdcached/db/pve-storage-9.0/${call.node}/${
      nodeStorage(call).id
    }_${call.text('timeframe')}.png`,
  }),
  'GET /nodes/{node}/storage/{storage}/identity': call => {
    const storage = nodeStorage(call);
    return {
      type: storage.type,
      id: `${storage.type}:${String(
        storage.config.path ?? storage.config.pool ?? storage.id,
      )}`,
    };
  },
};
