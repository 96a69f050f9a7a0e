import { failure, forbidden } from '../ApiError';
import { Call } from '../Call';
import { ConfigValue } from '../world/types';
import { configOption, diskVolume } from './figures';
import { isRootOnlyOption, optionPrivilege } from './optionPrivileges';

/** Changes to check. */
export interface ConfigRightsOptions {
  call: Call;
  vmid: number;
  /** Pool of a guest that is being created; its rights count. */
  pool?: string;
  changes: Record<string, ConfigValue>;
}

const diskOption = /^(?:ide|sata|scsi|virtio|mp|efidisk|tpmstate)\d+$|^rootfs$/;

function mayChange(options: ConfigRightsOptions, privilege: string): boolean {
  const { call, vmid, pool } = options;
  return (
    call.may(`/vms/${vmid}`, privilege) ||
    (pool !== undefined && call.may(`/pool/${pool}`, privilege))
  );
}

function checkBridge(call: Call, value: ConfigValue): void {
  const bridge = configOption(value, 'bridge');
  if (!bridge) return;
  const zone = call.world.section('sdnVnets').get(bridge)?.zone;
  call.demand(`/sdn/zones/${zone ?? 'localnetwork'}/${bridge}`, 'SDN.Use');
}

function checkBindMount(call: Call, value: ConfigValue): void {
  const first = String(value).split(',')[0];
  if (!first.startsWith('/') || call.isRootLogin) return;
  const kind = first.startsWith('/dev/') ? 'device' : 'bind';
  throw forbidden(`mount point type ${kind} is only allowed for root@pam`);
}

function checkFeatures(call: Call, value: ConfigValue): void {
  const others = String(value)
    .split(',')
    .filter(part => part && !/^nesting=[01]$/.test(part));
  if (others.length > 0 && !call.isRootLogin) {
    throw forbidden(
      'changing feature flags (except nesting) is only allowed for root@pam',
    );
  }
}

function checkStorage(call: Call, value: ConfigValue): void {
  const volume = diskVolume(value);
  if (!volume) return;
  const id = volume.split(':')[0];
  if (!call.world.storages.has(id)) {
    throw failure(`storage '${id}' does not exist`);
  }
  if (
    configOption(value, 'media') === 'cdrom' &&
    !volume.endsWith(':cloudinit')
  )
    return;
  call.demand(`/storage/${id}`, 'Datastore.AllocateSpace');
}

function checkOption(
  options: ConfigRightsOptions,
  name: string,
  value: ConfigValue,
): void {
  const { call, vmid } = options;
  const type = call.guestType;
  if (isRootOnlyOption(type, name) && !call.isRootLogin) {
    throw failure(`only root can set '${name}' config`);
  }
  const privilege = optionPrivilege(type, name);
  if (!mayChange(options, privilege)) {
    throw forbidden(`/vms/${vmid}, ${privilege}`);
  }
  if (name === 'startup') call.demand('/', 'Sys.Modify');
  if (/^net\d+$/.test(name)) checkBridge(call, value);
  if (name === 'features') checkFeatures(call, value);
  if (diskOption.test(name)) {
    if (type === 'lxc') checkBindMount(call, value);
    checkStorage(call, value);
  }
}

/** Refuses changes that the caller may not make, as the vendor does per option. */
export function checkConfigRights(options: ConfigRightsOptions): void {
  for (const [name, value] of Object.entries(options.changes)) {
    checkOption(options, name, value);
  }
}
