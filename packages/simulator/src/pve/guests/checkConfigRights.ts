import { failure, forbidden } from '../ApiError';
import { demandNetworkAccess } from '../access/demandNetworkAccess';
import { Call } from '../Call';
import { ConfigValue, GuestConfig } from '../world/types';
import { configOption, diskVolume } from './figures';
import { NeededPrivileges, optionPrivileges } from './optionPrivileges';
import { rootOnlyRefusal } from './rootOnlyOption';
import { checkTagRights } from './tagRights';

/** Changes to check. */
export interface ConfigRightsOptions {
  call: Call;
  vmid: number;
  /** Pool of a guest that is being created; its rights count. */
  pool?: string;
  changes: Record<string, ConfigValue>;
  /** The configuration as it is; absent for a guest that is being created. */
  before?: GuestConfig;
}

const diskOption = /^(?:ide|sata|scsi|virtio|mp|efidisk|tpmstate)\d+$|^rootfs$/;

function mayChange(options: ConfigRightsOptions, privilege: string): boolean {
  const { call, vmid, pool } = options;
  return (
    call.may(`/vms/${vmid}`, privilege) ||
    (pool !== undefined && call.may(`/pool/${pool}`, privilege))
  );
}

function demandPrivileges(
  options: ConfigRightsOptions,
  { names, oneIsEnough }: NeededPrivileges,
): void {
  const missing = names.filter(name => !mayChange(options, name));
  const isRefused = oneIsEnough
    ? missing.length === names.length
    : missing.length > 0;
  if (!isRefused) return;
  const detail = oneIsEnough ? names.join('|') : missing[0];
  throw forbidden(`/vms/${options.vmid}, ${detail}`);
}

function checkBindMount(call: Call, value: ConfigValue): void {
  const first = String(value).split(',')[0];
  if (!first.startsWith('/') || call.isRootLogin) return;
  const kind = first.startsWith('/dev/') ? 'device' : 'bind';
  throw forbidden(`mount point type ${kind} is only allowed for root@pam`);
}

const flagsOf = (value: ConfigValue | undefined) =>
  String(value ?? '')
    .split(',')
    .filter(Boolean);

/** Flags that differ; only nesting is for others than the superuser's login. */
function checkFeatures(options: ConfigRightsOptions, value: ConfigValue): void {
  const { call, before, changes } = options;
  if (call.isRootLogin) return;
  if (Number(changes.unprivileged ?? before?.unprivileged ?? 1) === 0) {
    throw forbidden(
      'changing feature flags for privileged container is only allowed for root@pam',
    );
  }
  const [old, wanted] = [flagsOf(before?.features), flagsOf(value)];
  const changed = [...old, ...wanted].filter(
    flag => old.includes(flag) !== wanted.includes(flag),
  );
  if (changed.some(flag => !/^nesting=[01]$/.test(flag))) {
    throw forbidden(
      'changing feature flags (except nesting) is only allowed for root@pam',
    );
  }
  if (changed.length > 0) {
    demandPrivileges(options, optionPrivileges('lxc', 'features'));
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

/** A device that a mapping stands for may be used only by who may use that. */
function checkMapping(call: Call, name: string, value: ConfigValue): void {
  const kind = /^(hostpci|usb)\d+$/.exec(name)?.[1];
  const mapping = configOption(value, 'mapping');
  if (!kind || !mapping) return;
  const area = kind === 'usb' ? 'usb' : 'pci';
  call.demand(`/mapping/${area}/${mapping}`, 'Mapping.Use');
}

function checkOption(
  options: ConfigRightsOptions,
  name: string,
  value: ConfigValue,
): void {
  const { call, before } = options;
  const type = call.guestType;
  const isRemoval = value === '';
  // What is taken away counts as what it is now.
  const subject = isRemoval ? before?.[name] ?? value : value;
  const refusal = rootOnlyRefusal(type, name, subject);
  if (refusal && !call.isRootLogin) throw refusal;
  if (name === 'features') {
    checkFeatures(options, value);
    return;
  }
  demandPrivileges(options, optionPrivileges(type, name, subject));
  if (name === 'tags') checkTagRights(call, before?.tags, value);
  if (name === 'startup') call.demand('/', 'Sys.Modify');
  if (/^net\d+$/.test(name)) demandNetworkAccess(call, value);
  if (type === 'qemu') checkMapping(call, name, value);
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
