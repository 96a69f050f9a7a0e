import { emptyPlan, needGuest, needNode } from './plan/WorldPlan';
import { planCompletion, planNamedDisk } from './planCompletion';
import { recordingOf } from './testRecordings';
import type { RecordedRequest } from './types';

const form = (text: string) => ({
  contentType: 'application/x-www-form-urlencoded',
  text,
});

function complete(path: string, text: string, exact = false) {
  const recording = recordingOf({ exact, request: { method: 'POST', path } });
  const completed: RecordedRequest = { ...recording.request, body: form(text) };
  const plan = emptyPlan();
  needNode(plan, 'n1');
  needGuest(plan, { type: 'qemu', vmid: 812, node: 'n1' });
  planCompletion(plan, recording, completed);
  planNamedDisk(plan, recording, completed);
  return plan;
}

describe('planCompletion', () => {
  it('provides what added parameters name', () => {
    const migration = complete('/nodes/n1/qemu/812/migrate', 'target=n2');
    const backup = complete('/nodes/n1/vzdump', 'vmid=900&storage=nas');
    const container = complete(
      '/nodes/n1/lxc',
      'ostemplate=local%3Avztmpl%2Fa.tar.zst',
    );
    expect(migration.nodes.has('n2')).toBe(true);
    expect(backup.guests.has(900)).toBe(true);
    expect(backup.storages.has('nas')).toBe(true);
    expect(container.volumes.has('local:vztmpl/a.tar.zst')).toBe(true);
  });

  it('gives a guest the disk that an accepted request moves', () => {
    const config = (exact: boolean) =>
      complete(
        '/nodes/n1/qemu/812/move_disk',
        'disk=scsi3&storage=nas',
        exact,
      ).guests.get(812)?.config;
    expect(config(false)).toHaveProperty('scsi3');
    expect(config(true)).not.toHaveProperty('scsi3');
  });

  it('leaves the plan alone when nothing was added', () => {
    const recording = recordingOf({
      request: {
        method: 'POST',
        path: '/nodes/n1/vzdump',
        body: form('vmid=900'),
      },
    });
    const plan = emptyPlan();
    planCompletion(plan, recording, recording.request);
    expect(plan.guests.size).toBe(0);
  });
});
