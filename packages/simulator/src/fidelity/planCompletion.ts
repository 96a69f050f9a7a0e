import { needVolume } from './plan/planStorages';
import { needNode, needStorage, WorldPlan } from './plan/WorldPlan';
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
  const node = [...plan.nodes.keys()][0];
  for (const key of ['ostemplate', 'volume']) {
    const volid = params.get(key);
    if (volid?.includes(':')) needVolume(plan, volid, { node });
  }
}
