import { badParameters, failure } from '../ApiError';
import { demandVolumeAccess } from '../access/demandVolumeAccess';
import { Call, Handlers } from '../Call';
import { demandUnlocked } from '../guests/demandUnlocked';
import { guestLimits } from '../guests/figures';
import { guestName, isTemplate } from '../guests/guestName';
import { usedBytes } from '../storages/storageStatus';
import { Worker } from '../tasks/TaskRunner';
import { Guest, Storage } from '../world/types';

const twoDigits = (value: number) => String(value).padStart(2, '0');

function stamp(ms: number): string {
  const d = new Date(ms);
  const day = [
    d.getUTCFullYear(),
    twoDigits(d.getUTCMonth() + 1),
    twoDigits(d.getUTCDate()),
  ].join('_');
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()]
    .map(twoDigits)
    .join('_');
  return `${day}-${time}`;
}

const endings: Record<string, string> = {
  zstd: '.zst',
  gzip: '.gz',
  lzo: '.lzo',
};

function fileName(call: Call, guest: Guest): { name: string; format: string } {
  const base = guest.type === 'qemu' ? 'vma' : 'tar';
  const format = `${base}${endings[call.text('compress')] ?? ''}`;
  return {
    name: `vzdump-${guest.type}-${guest.vmid}-${stamp(
      call.site.clock.now(),
    )}.${format}`,
    format,
  };
}

function notesOf(call: Call, guest: Guest): string | undefined {
  return call
    .optionalText('notes-template')
    ?.replace(/\{\{guestname\}\}/g, guestName(guest))
    .replace(/\{\{vmid\}\}/g, String(guest.vmid))
    .replace(/\{\{node\}\}/g, guest.node);
}

async function backUp(
  call: Call,
  guest: Guest,
  options: { storage: Storage; worker: Worker },
): Promise<void> {
  const { storage, worker } = options;
  worker.log(`INFO: Starting Backup of VM ${guest.vmid} (${guest.type})`);
  demandUnlocked(guest);
  if (usedBytes(call.site, storage, call.node) >= storage.total) {
    throw failure('job errors');
  }
  guest.config.lock = 'backup';
  try {
    await worker.work(8000);
  } finally {
    delete guest.config.lock;
  }
  const { name, format } = fileName(call, guest);
  const size = Math.floor(guestLimits(guest, 1).disk * 0.12) + 1_000_000;
  const { lock: _, ...savedConfig } = guest.config;
  call.world.volumes.push({
    volid: `${storage.id}:backup/${name}`,
    storage: storage.id,
    node: storage.isShared ? undefined : call.node,
    content: 'backup',
    format,
    size,
    used: size,
    vmid: guest.vmid,
    subtype: guest.type,
    ctime: call.site.clock.seconds(),
    notes: notesOf(call, guest),
    isProtected: call.flag('protected'),
    savedConfig,
  });
  worker.log(`INFO: archive file size: ${(size / 1024 ** 2).toFixed(0)}MB`);
  worker.log(`INFO: Finished Backup of VM ${guest.vmid} (00:00:08)`);
}

function chosenGuests(call: Call): Guest[] {
  const ids = call.list('vmid').map(Number);
  const pool = call.optionalText('pool');
  return (
    call.world
      .sortedGuests()
      .filter(guest => guest.node === call.node && !isTemplate(guest))
      // Of all, or of a pool, only what the caller may back up is meant.
      .filter(guest => call.may(`/vms/${guest.vmid}`, 'VM.Backup'))
      .filter(guest => {
        if (pool !== undefined) return guest.pool === pool;
        return call.flag('all')
          ? !call.list('exclude').map(Number).includes(guest.vmid)
          : ids.includes(guest.vmid);
      })
  );
}

function vzdump(call: Call) {
  const ids = call.list('vmid');
  if (
    ids.length === 0 &&
    !call.flag('all') &&
    call.optionalText('pool') === undefined
  ) {
    throw badParameters({ vmid: 'property is missing and it is not optional' });
  }
  for (const id of ids) call.demand(`/vms/${id}`, 'VM.Backup');
  const id = call.optionalText('storage') ?? 'local';
  const storage = call.world.storages.get(id);
  if (!storage) throw failure(`storage '${id}' does not exist`);
  call.demand(`/storage/${id}`, 'Datastore.AllocateSpace');
  if (!storage.content.includes('backup')) {
    throw failure(
      `storage '${id}' does not support backups (${storage.content.join(',')})`,
    );
  }
  return call.startTask(
    { type: 'vzdump', id: ids.length === 1 ? ids[0] : '' },
    async worker => {
      worker.log(
        `INFO: starting new backup job: vzdump ${ids.join(
          ' ',
        )} --storage ${id}`,
      );
      for (const guest of chosenGuests(call))
        await backUp(call, guest, { storage, worker });
      worker.log('INFO: Backup job finished successfully');
    },
  );
}

function extractConfig(call: Call): string {
  const volid = call.text('volume');
  demandVolumeAccess(call, volid);
  const backup = call.world.findVolume(volid, call.node);
  if (!backup) throw failure(`volume '${volid}' does not exist`);
  const config = backup.savedConfig ?? {};
  return Object.entries(config)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** Backups. */
export const vzdumpRoutes: Handlers = {
  'POST /nodes/{node}/vzdump': vzdump,
  'GET /nodes/{node}/vzdump/defaults': call => ({
    mode: 'snapshot',
    compress: 'zstd',
    storage: call.optionalText('storage') ?? 'local',
    remove: 1,
    'prune-backups': 'keep-all=1',
  }),
  'GET /nodes/{node}/vzdump/extractconfig': extractConfig,
};
