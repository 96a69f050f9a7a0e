import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { ConfigValue, Storage } from '../world/types';

/** Storages of a type that the node of the call can use. */
function storagesOf(call: Call, ...types: string[]): Storage[] {
  return [...call.world.storages.values()].filter(
    storage =>
      types.includes(storage.type) &&
      call.world.storageIsOn(storage, call.node),
  );
}

/** What the configured storages say is there, each value once. */
function distinct(storages: Storage[], key: string): string[] {
  const values = storages.map(storage => storage.config[key]);
  return [...new Set(values.filter(isSet).map(String))];
}

function isSet(value: ConfigValue | undefined): value is ConfigValue {
  return value !== undefined && value !== '';
}

/**
 * What a server on the network offers: what storages of that kind use, and a
 * fallback, because any address can be asked.
 */
function offered(storages: Storage[], key: string, fallback: string): string[] {
  const values = distinct(storages, key);
  return values.length > 0 ? values : [fallback];
}

function scanLvmThin(call: Call) {
  const group = call.text('vg');
  const pools = storagesOf(call, 'lvmthin').filter(
    storage => String(storage.config.vgname) === group,
  );
  const known = distinct(storagesOf(call, 'lvm', 'lvmthin'), 'vgname');
  if (!known.includes(group)) {
    throw failure(
      `command '/sbin/lvs --separator : --noheadings --units b --unbuffered --nosuffix --options vg_name,lv_name ${group}' failed: exit code 5`,
    );
  }
  return distinct(pools, 'thinpool').map(lv => ({ lv }));
}

/** Looking for storage that could be configured. */
export const scanRoutes: Handlers = {
  'GET /nodes/{node}/scan/nfs': call =>
    offered(storagesOf(call, 'nfs'), 'export', '/export').map(path => ({
      path,
      options: '*',
    })),
  'GET /nodes/{node}/scan/cifs': call =>
    offered(storagesOf(call, 'cifs'), 'share', 'backup').map(share => ({
      share,
      description: '',
    })),
  'GET /nodes/{node}/scan/pbs': call =>
    offered(storagesOf(call, 'pbs'), 'datastore', 'main').map(store => ({
      store,
    })),
  'GET /nodes/{node}/scan/iscsi': call => {
    const portal = call.text('portal');
    const address = /:\d+$/.test(portal) ? portal : `${portal}:3260`;
    const fallback = 'iqn.2003-01.org.linux-iscsi.storage:target0';
    return offered(storagesOf(call, 'iscsi'), 'target', fallback).map(
      target => ({ target, portal: address }),
    );
  },
  'GET /nodes/{node}/scan/lvm': call =>
    distinct(storagesOf(call, 'lvm', 'lvmthin'), 'vgname').map(vg => ({ vg })),
  'GET /nodes/{node}/scan/lvmthin': scanLvmThin,
  'GET /nodes/{node}/scan/zfs': call =>
    offered(storagesOf(call, 'zfspool'), 'pool', 'rpool').map(pool => ({
      pool,
    })),
};
