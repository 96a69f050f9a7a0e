import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { demandUnlocked } from '../guests/demandUnlocked';
import { diskKeys, diskVolume, isCdrom } from '../guests/figures';
import { setRunning, setStopped } from '../guests/power';
import { Guest } from '../world/types';

function localDisks(call: Call, guest: Guest) {
  return diskKeys(guest.config).flatMap(key => {
    const value = guest.config[key];
    const volid = diskVolume(value);
    if (!volid || (isCdrom(value) && !/cloudinit/.test(volid))) return [];
    const storage = call.world.storages.get(volid.split(':')[0]);
    if (!storage || storage.isShared) return [];
    const volume = call.world.findVolume(volid, guest.node);
    return [
      {
        volid,
        drivename: key,
        size: volume?.size ?? 0,
        cdrom: Number(isCdrom(value)),
        shared: 0,
        replicate: 1,
        is_attached: 1,
        is_unused: 0,
        is_tpmstate: Number(key.startsWith('tpmstate')),
        is_vmstate: 0,
        is_cloudinit: Number(/cloudinit/.test(volid)),
      },
    ];
  });
}

function getPreconditions(call: Call) {
  const guest = call.guest();
  const others = [...call.world.nodes.values()].filter(
    n => n.name !== call.node,
  );
  const allowed = others.filter(n => n.isOnline).map(n => n.name);
  const refused = others.map(n => [n.name, {}] as const);
  return {
    running: Number(guest.status === 'running'),
    ...(guest.type === 'qemu'
      ? {
          allowed_nodes: allowed,
          not_allowed_nodes: Object.fromEntries(refused),
          local_disks: localDisks(call, guest),
          local_resources: [],
          'mapped-resources': [],
          'mapped-resource-info': {},
          'has-dbus-vmstate': 1,
        }
      : {
          'allowed-nodes': allowed,
          'not-allowed-nodes': Object.fromEntries(refused),
        }),
  };
}

function demandTarget(call: Call): string {
  const target = call.text('target');
  if (target === call.node)
    throw badParameters({ target: 'target is local node.' });
  const node = call.world.nodes.get(target);
  if (!node) throw failure(`no such cluster node '${target}'`);
  if (!node.isOnline) throw failure(`target node '${target}' is not online`);
  return target;
}

function moveTo(call: Call, guest: Guest, target: string): void {
  for (const disk of localDisks(call, guest)) {
    const volume = call.world.findVolume(disk.volid, guest.node);
    if (volume) volume.node = target;
  }
  guest.node = target;
}

function migrate(call: Call) {
  call.demandQuorum();
  call.demandRootFor('migration_type', 'migration_network', 'force');
  const target = demandTarget(call);
  const guest = call.guest();
  demandUnlocked(guest);
  const isRunning = guest.status === 'running';
  const isQemu = guest.type === 'qemu';
  if (isRunning && isQemu && !call.flag('online')) {
    throw failure("can't migrate running VM without --online");
  }
  if (isRunning && !isQemu && !call.flag('online') && !call.flag('restart')) {
    throw failure(
      "can't migrate running container without --online or --restart",
    );
  }
  const sid = `${isQemu ? 'vm' : 'ct'}:${guest.vmid}`;
  const isManaged = call.world.section('haResources').has(sid);
  const type = isQemu ? 'qmigrate' : 'vzmigrate';
  return call.startTask(
    { type: isManaged ? 'hamigrate' : type, id: call.vmid },
    async worker => {
      worker.log(
        `starting migration of ${isQemu ? 'VM' : 'CT'} ${
          guest.vmid
        } to node '${target}'`,
      );
      if (
        isRunning &&
        isQemu &&
        localDisks(call, guest).length > 0 &&
        !call.flag('with-local-disks')
      ) {
        throw failure(
          "can't live migrate attached local disks without with-local-disks option",
        );
      }
      guest.config.lock = 'migrate';
      try {
        await worker.work(isRunning ? 12_000 : 4000);
      } finally {
        delete guest.config.lock;
      }
      if (isRunning && !isQemu) setStopped(guest);
      moveTo(call, guest, target);
      if (isRunning && !isQemu) {
        setRunning(guest, {
          clock: call.site.clock,
          nextPid: () => call.site.tasks.nextPid(),
        });
      }
      worker.log('migration finished successfully (duration 00:00:04)');
    },
  );
}

function remoteMigrate(call: Call) {
  const guest = call.guest();
  const type = guest.type === 'qemu' ? 'qmigrate' : 'vzmigrate';
  return call.startTask({ type, id: call.vmid }, async worker => {
    await worker.work(500);
    throw failure(
      'remote migration aborted: the other cluster is not simulated',
    );
  });
}

/** Moving guests between nodes. */
export const guestMigrateRoutes: Handlers = {
  'GET /nodes/{node}/qemu/{vmid}/migrate': getPreconditions,
  'GET /nodes/{node}/lxc/{vmid}/migrate': getPreconditions,
  'POST /nodes/{node}/qemu/{vmid}/migrate': migrate,
  'POST /nodes/{node}/lxc/{vmid}/migrate': migrate,
  'POST /nodes/{node}/qemu/{vmid}/remote_migrate': remoteMigrate,
  'POST /nodes/{node}/lxc/{vmid}/remote_migrate': remoteMigrate,
};
