import { needVolume } from './plan/planStorages';
import {
  anyNode,
  needGuest,
  needNode,
  needStorage,
  WorldPlan,
} from './plan/WorldPlan';
import { parsePairs } from './requestTarget';
import type { RecordedRequest, Recording } from './types';

/** Prepares the world for the parameters that completion added. */
export function planCompletion(
  plan: WorldPlan,
  recording: Recording,
  completed: RecordedRequest,
): void {
  if (completed === recording.request) return;
  const params = new Map([
    ...completed.query,
    ...parsePairs(completed.body?.text ?? ''),
  ]);
  const target = params.get('target');
  if (target && /\/migrate(all)?$/.test(completed.path)) {
    needNode(plan, target);
    plan.clusterName ??= 'cluster1';
  }
  const storage = params.get('storage');
  if (storage) needStorage(plan, storage);
  const node = anyNode(plan);
  const vmid = Number(params.get('vmid'));
  if (vmid && completed.path.endsWith('/vzdump')) {
    needGuest(plan, { type: 'qemu', vmid, node });
  }
  for (const key of ['ostemplate', 'volume']) {
    const volid = params.get(key);
    if (volid?.includes(':')) needVolume(plan, volid, { node });
  }
}

/** Disks that an accepted request names are in the guest's configuration. */
export function planNamedDisk(
  plan: WorldPlan,
  recording: Recording,
  completed: RecordedRequest,
): void {
  const { path, method } = completed;
  const match = /\/(?:qemu|lxc)\/(\d+)\/(?:move_disk|move_volume|resize)$/.exec(
    path,
  );
  const guest = plan.guests.get(Number(match?.[1]));
  const isAccepted = recording.answer.status === 200 && !recording.exact;
  if (!guest || !isAccepted || method === 'GET') return;
  const params = new Map(parsePairs(completed.body?.text ?? ''));
  const key = params.get('disk') ?? params.get('volume');
  if (!key || key in guest.config) return;
  const volid = `local:${guest.vmid}/vm-${guest.vmid}-disk-1.raw`;
  guest.config[key] = `${volid},size=4G`;
  needStorage(plan, 'local');
}
