import { badParameters, failure, forbidden } from '../ApiError';
import { Call, Handlers } from '../Call';
import { checkConfigRights } from '../guests/checkConfigRights';
import { guestWord } from '../guests/demandUnlocked';
import { createDisk, destroyDisks, storagesOf } from '../guests/disks';
import { diskKeys } from '../guests/figures';
import { guestOptions } from '../guests/guestOptions';
import { insertGuest } from '../guests/insertGuest';
import {
  completeVirtualMachine,
  storedOptions,
} from '../guests/newGuestConfig';
import { startGuest, warnAboutNesting } from '../guests/power';
import { demandStorage } from '../storages/allocateVolume';
import { Worker } from '../tasks/TaskRunner';
import { Guest, GuestConfig } from '../world/types';

/** Refuses a pool that is not there, as a permission failure like the vendor. */
export function demandPool(call: Call): string | undefined {
  const pool = call.optionalText('pool');
  if (pool !== undefined && !call.world.pools.has(pool)) {
    throw forbidden(`pool '${pool}' does not exist`);
  }
  return pool;
}

function demandRightToCreate(call: Call, pool: string | undefined): void {
  const may =
    call.may(`/vms/${call.vmid}`, 'VM.Allocate') ||
    (pool !== undefined && call.may(`/pool/${pool}`, 'VM.Allocate'));
  if (!may) throw forbidden();
}

function demandFreeVmid(call: Call, isRestore: boolean): void {
  const taken = call.world.guests.get(call.vmid);
  if (!taken || (isRestore && call.flag('force'))) return;
  const text = `${guestWord(taken)} ${call.vmid} already exists on node '${
    taken.node
  }'`;
  if (call.guestType === 'lxc') throw failure(text);
  throw failure(
    `unable to ${isRestore ? 'restore' : 'create'} VM ${call.vmid} - ${text}`,
  );
}

/** Removes a guest that could not be made, with what was made of it. */
function discard(call: Call, guest: Guest, worker: Worker): void {
  destroyDisks({ site: call.site, guest, worker });
  call.world.guests.delete(guest.vmid);
}

async function makeDisks(
  call: Call,
  guest: Guest,
  worker: Worker,
): Promise<void> {
  const prefix = `unable to ${
    guest.type === 'qemu' ? 'create VM' : 'create CT'
  } ${guest.vmid}`;
  try {
    for (const key of diskKeys(guest.config)) {
      await worker.work(700);
      guest.config[key] = createDisk(
        { site: call.site, guest, worker },
        key,
        guest.config[key],
      );
    }
  } catch (error) {
    discard(call, guest, worker);
    throw failure(
      `${prefix} - ${error instanceof Error ? error.message.trim() : error}`,
    );
  }
}

function checkStorages(call: Call, config: GuestConfig): void {
  for (const id of storagesOf(config)) demandStorage(call.site, id, call.node);
}

async function createMachine(
  call: Call,
  guest: Guest,
  worker: Worker,
): Promise<void> {
  await makeDisks(call, guest, worker);
  completeVirtualMachine(guest.config, call.site.clock.seconds());
  delete guest.config.lock;
  if (call.flag('start')) {
    await startGuest(guest, worker, {
      clock: call.site.clock,
      nextPid: () => call.site.tasks.nextPid(),
    });
  }
}

function savedConfig(call: Call, volid: string): GuestConfig {
  const backup = call.world.findVolume(volid, call.node);
  if (!backup) throw failure(`volume '${volid}' does not exist`);
  return { ...backup.savedConfig };
}

/** Entries that ask for new volumes of the sizes that the saved ones had. */
function disksToRestore(
  config: GuestConfig,
  storage: string | undefined,
): GuestConfig {
  const restored: GuestConfig = { ...config };
  for (const key of diskKeys(config)) {
    const text = String(config[key]);
    const match = /^([^:]+):[^,]+,?(.*)$/.exec(text);
    const size = /(?:^|,)size=(\d+)G/.exec(text)?.[1] ?? '4';
    if (match && !/media=cdrom/.test(text)) {
      const rest = match[2].replace(/,?size=[^,]+/, '');
      restored[key] = [`${storage ?? match[1]}:${size}`, rest]
        .filter(Boolean)
        .join(',');
    }
  }
  return restored;
}

function createVirtualMachine(call: Call) {
  const pool = demandPool(call);
  call.demandQuorum();
  const archive = call.optionalText('archive');
  demandRightToCreate(call, pool);
  const changes = guestOptions(call);
  checkConfigRights({ call, vmid: call.vmid, pool, changes });
  const options = storedOptions('qemu', changes);
  checkStorages(call, options);
  demandFreeVmid(call, archive !== undefined);
  const base = archive
    ? disksToRestore(savedConfig(call, archive), call.optionalText('storage'))
    : {};
  const guest = insertGuest(call.site, {
    type: 'qemu',
    vmid: call.vmid,
    node: call.node,
    config: { ...base, ...options, lock: 'create' },
    pool,
  });
  if (call.flag('ha-managed')) {
    call.world.section('haResources').set(`vm:${call.vmid}`, {
      sid: `vm:${call.vmid}`,
      type: 'vm',
      state: 'started',
    });
  }
  const type = archive ? 'qmrestore' : 'qmcreate';
  return call.startTask({ type, id: call.vmid }, worker =>
    createMachine(call, guest, worker),
  );
}

function containerDefaults(call: Call, options: GuestConfig): GuestConfig {
  const template = call.text('ostemplate');
  return {
    arch: 'amd64',
    memory: 512,
    swap: 512,
    hostname: `CT${call.vmid}`,
    ostype:
      /(alpine|debian|ubuntu|fedora|archlinux|centos|opensuse)/.exec(
        template,
      )?.[1] ?? 'unmanaged',
    unprivileged: 1,
    ...options,
  };
}

function demandContainerRights(call: Call): void {
  if (
    call.parameters.unprivileged !== undefined &&
    !call.flag('unprivileged')
  ) {
    call.demand('/', 'Sys.Modify');
  }
}

async function createContainer(
  call: Call,
  guest: Guest,
  worker: Worker,
): Promise<void> {
  const template = call.text('ostemplate');
  const isRestore = call.flag('restore');
  const source = call.world.findVolume(template, call.node);
  if (!source) {
    discard(call, guest, worker);
    throw failure(
      `unable to create CT ${call.vmid} - volume '${template}' does not exist`,
    );
  }
  await makeDisks(call, guest, worker);
  worker.log(`extracting archive '${template}'`);
  await worker.work(3000);
  worker.log('Detected container architecture: amd64');
  if (!isRestore) {
    worker.log(
      "Creating SSH host key 'ssh_host_ed25519_key' - this may take some time ...",
    );
  }
  if (source.content === 'vztmpl' && template.endsWith('.tar') && !isRestore) {
    guest.config.entrypoint = '/sbin/init';
    guest.config.cmode = 'console';
  }
  warnAboutNesting(guest, worker);
  delete guest.config.lock;
  if (call.flag('start')) {
    await startGuest(guest, worker, {
      clock: call.site.clock,
      nextPid: () => call.site.tasks.nextPid(),
    });
  }
}

function postContainer(call: Call) {
  const pool = demandPool(call);
  call.demandQuorum();
  demandRightToCreate(call, pool);
  const changes = guestOptions(call);
  checkConfigRights({ call, vmid: call.vmid, pool, changes });
  demandContainerRights(call);
  const isRestore = call.flag('restore');
  demandFreeVmid(call, isRestore);
  const password = call.optionalText('password');
  if (password !== undefined && password.length < 5) {
    throw badParameters({
      password: 'value must be at least 5 characters long',
    });
  }
  const options = storedOptions('lxc', changes);
  options.rootfs ??= `${call.optionalText('storage') ?? 'local'}:4`;
  checkStorages(call, options);
  const backup = isRestore
    ? call.world.findVolume(call.text('ostemplate'), call.node)
    : undefined;
  const base = disksToRestore(
    backup?.savedConfig ?? {},
    call.optionalText('storage'),
  );
  const guest = insertGuest(call.site, {
    type: 'lxc',
    vmid: call.vmid,
    node: call.node,
    config: {
      ...containerDefaults(call, { ...base, ...options }),
      lock: 'create',
    },
    pool,
  });
  const type = isRestore ? 'vzrestore' : 'vzcreate';
  return call.startTask({ type, id: call.vmid }, worker =>
    createContainer(call, guest, worker),
  );
}

/** Making guests: new ones, and ones from backups. */
export const guestCreateRoutes: Handlers = {
  'POST /nodes/{node}/qemu': createVirtualMachine,
  'POST /nodes/{node}/lxc': postContainer,
};
