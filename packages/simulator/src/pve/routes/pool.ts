import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { guestResourceEntry } from '../guests/resourceEntry';
import { storageStatus } from '../storages/storageStatus';
import { Pool } from '../world/types';
import { demandWritableUsers } from '../access/demandWritableUsers';

function demandPool(call: Call): Pool {
  const pool = call.world.pools.get(call.text('poolid'));
  if (!pool) throw failure(`pool '${call.text('poolid')}' does not exist`);
  return pool;
}

function members(call: Call, pool: Pool) {
  const type = call.optionalText('type');
  const elapsed = call.site.clock.elapsed();
  const guests = call.world
    .poolMembers(pool.id)
    .filter(guest => type === undefined || guest.type === type)
    .map(guest =>
      guestResourceEntry(call.world, guest, { elapsed, showsPool: false }),
    );
  if (type !== undefined && type !== 'storage') return guests;
  const storages = pool.storages.flatMap(id => {
    const storage = call.world.storages.get(id);
    if (!storage) return [];
    const status = storageStatus(call.site, storage, call.entryNode);
    return [
      {
        id: `storage/${call.entryNode}/${id}`,
        storage: id,
        node: call.entryNode,
        type: 'storage',
        plugintype: storage.type,
        content: status.content,
        shared: status.shared,
        status: 'available',
        disk: status.used,
        maxdisk: status.total,
      },
    ];
  });
  return type === 'storage' ? storages : [...guests, ...storages];
}

function describe(pool: Pool) {
  return {
    poolid: pool.id,
    ...(pool.comment === undefined ? {} : { comment: pool.comment }),
  };
}

function listPools(call: Call) {
  if (call.optionalText('poolid') !== undefined) {
    const pool = demandPool(call);
    call.demand(`/pool/${pool.id}`, 'Pool.Audit');
    return [{ ...describe(pool), members: members(call, pool) }];
  }
  return [...call.world.pools.values()]
    .filter(pool =>
      call.mayAny(`/pool/${pool.id}`, 'Pool.Audit', 'Pool.Allocate'),
    )
    .map(describe);
}

function createPool(call: Call) {
  demandWritableUsers(call, 'create pool failed');
  const id = call.text('poolid');
  if (call.world.pools.has(id)) {
    throw failure(`create pool failed: pool '${id}' already exists`);
  }
  call.world.pools.set(id, {
    id,
    comment: call.optionalText('comment'),
    storages: [],
  });
  return null;
}

function changeGuests(call: Call, pool: Pool): void {
  for (const text of call.list('vms')) {
    const vmid = Number(text);
    const guest = call.world.guests.get(vmid);
    if (call.flag('delete')) {
      if (guest?.pool !== pool.id) {
        throw failure(`update pools failed: VM ${vmid} is not a pool member`);
      }
      guest.pool = undefined;
      continue;
    }
    if (!guest) throw failure(`update pools failed: VM ${vmid} does not exist`);
    call.demand(`/vms/${vmid}`, 'VM.Allocate');
    if (
      guest.pool !== undefined &&
      guest.pool !== pool.id &&
      !call.flag('allow-move')
    ) {
      throw failure(
        `update pools failed: VM ${vmid} belongs already to pool '${guest.pool}' and 'allow-move' is not set`,
      );
    }
    guest.pool = pool.id;
  }
}

function changeStorages(call: Call, pool: Pool): void {
  for (const id of call.list('storage')) {
    call.demand(`/storage/${id}`, 'Datastore.Allocate');
    pool.storages = pool.storages.filter(other => other !== id);
    if (!call.flag('delete')) pool.storages.push(id);
  }
}

function updatePool(call: Call) {
  demandWritableUsers(call, 'update pools failed');
  const pool = call.world.pools.get(call.text('poolid'));
  if (!pool) {
    throw failure(
      `update pools failed: pool '${call.text('poolid')}' does not exist`,
    );
  }
  pool.comment = call.optionalText('comment') ?? pool.comment;
  changeGuests(call, pool);
  changeStorages(call, pool);
  return null;
}

function deletePool(call: Call) {
  demandWritableUsers(call, 'delete pool failed');
  const id = call.text('poolid');
  const pool = call.world.pools.get(id);
  if (!pool) throw failure(`delete pool failed: pool '${id}' does not exist`);
  const member = call.world.poolMembers(id)[0];
  if (member) {
    throw failure(
      `delete pool failed: pool '${id}' is not empty (contains VM ${member.vmid})`,
    );
  }
  if (pool.storages.length > 0) {
    throw failure(
      `delete pool failed: pool '${id}' is not empty (contains storage '${pool.storages[0]}')`,
    );
  }
  call.world.pools.delete(id);
  return null;
}

/** Pools, with the older form that names the pool in the path. */
export const poolRoutes: Handlers = {
  'GET /pools': listPools,
  'POST /pools': createPool,
  'PUT /pools': updatePool,
  'DELETE /pools': deletePool,
  'GET /pools/{poolid}': call => {
    const pool = demandPool(call);
    return { ...describe(pool), members: members(call, pool) };
  },
  'PUT /pools/{poolid}': updatePool,
  'DELETE /pools/{poolid}': deletePool,
};
