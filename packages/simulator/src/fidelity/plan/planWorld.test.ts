import { OfficialSchema } from '../officialSchema';
import { recordingOf } from '../testRecordings';
import type { Recording } from '../types';
import { planWorld, setKnowledge } from './planWorld';

const guest = '/nodes/{node}/qemu/{vmid}';
const schema = OfficialSchema.from({
  [`${guest}/config`]: { GET: {}, PUT: {} },
  [`${guest}/status/current`]: { GET: {} },
  [`${guest}/status/start`]: { POST: {} },
  [`${guest}/status/stop`]: { POST: {} },
  '/nodes/{node}/qemu': { GET: {}, POST: {} },
  '/nodes/{node}/tasks/{upid}/status': { GET: {} },
  '/nodes/{node}/status': { GET: {} },
  '/pools': { POST: {} },
  '/access/acl': { GET: {} },
  '/nodes/{node}/storage/{storage}/content': { GET: {} },
});

function plan(...recordings: Recording[]) {
  return planWorld(recordings, schema, setKnowledge(recordings, schema));
}

function get(path: string, data: Recording['answer']['body'], changes = {}) {
  return recordingOf({
    request: { path },
    answer: { body: { data } },
    ...changes,
  });
}

function refused(call: string, reason: string, status = 500) {
  const [method, path] = call.split(' ');
  return recordingOf({
    request: { method, path },
    answer: { status, reason, body: { data: null } },
  });
}

describe('planWorld', () => {
  it('gives a guest its recorded configuration, without what the server adds', () => {
    const { guests } = plan(
      get('/nodes/n7/qemu/812/config', { name: 'web', cores: 2, digest: 'x' }),
    );
    expect(guests.get(812)).toMatchObject({
      node: 'n7',
      type: 'qemu',
      config: { name: 'web', cores: 2 },
    });
    expect(guests.get(812)?.config).not.toHaveProperty('digest');
  });

  it('plans the guest running that was shown or stopped', () => {
    const running = plan(
      get('/nodes/n/qemu/812/status/current', {
        status: 'running',
        name: 'db',
      }),
    );
    const stoppable = plan(
      recordingOf({
        exact: false,
        request: { method: 'POST', path: '/nodes/n/qemu/812/status/stop' },
      }),
    );
    expect(running.guests.get(812)).toMatchObject({
      status: 'running',
      config: { name: 'db' },
    });
    expect(stoppable.guests.get(812)?.status).toBe('running');
  });

  it('plans no guest where the answer says that there is none', () => {
    const missing =
      "Configuration file 'nodes/n/qemu-server/812.conf' does not exist";
    expect(
      plan(refused('GET /nodes/n/qemu/812/config', missing)).guests.size,
    ).toBe(0);
  });

  it('reads locks, duplicates and quorum from the refusal', () => {
    const locked = plan(
      refused('PUT /nodes/n/qemu/812/config', 'VM is locked (backup)'),
    );
    const duplicate = plan(
      refused('POST /nodes/n/qemu', "VM 812 already exists on node 'other'"),
    );
    const split = plan(
      refused('POST /pools', 'cluster not ready - no quorum?'),
    );
    expect(locked.guests.get(812)?.config.lock).toBe('backup');
    expect(duplicate.guests.get(812)?.node).toBe('other');
    expect(split.isQuorate).toBe(false);
  });

  it('takes down the node that did not answer, and keeps another up', () => {
    const { nodes } = plan(
      refused('GET /nodes/n/status', 'No route to host', 595),
    );
    expect(nodes.get('n')?.isOnline).toBe(false);
    expect([...nodes.values()].some(node => node.isOnline)).toBe(true);
  });

  it('plans no node that cannot be resolved', () => {
    const { nodes } = plan(
      refused('GET /nodes/n/status', "hostname lookup 'n' failed - failed"),
    );
    expect(nodes.has('n')).toBe(false);
  });

  it('plans tasks with their end, also when another recording tells it', () => {
    const upid = 'UPID:n:00000001:00000002:60000000:qmstart:812:root@pam:';
    const path = `/nodes/n/tasks/${upid}/status`;
    const ended = get(path, {
      status: 'stopped',
      exitstatus: 'VM 812 already running',
    });
    const running = get(path, { status: 'running' });
    const known = setKnowledge([ended, running], schema);
    const first = planWorld([running], schema, known).tasks.get(upid);
    const second = planWorld([ended], schema, known).tasks.get(upid);
    expect(first).toMatchObject({
      isRunning: true,
      type: 'qmstart',
      node: 'n',
    });
    expect(second).toMatchObject({
      isRunning: false,
      exitStatus: 'VM 812 already running',
    });
  });

  it('leaves to a story what the story makes itself', () => {
    const create = recordingOf({
      session: 'story',
      request: {
        method: 'POST',
        path: '/nodes/n/qemu',
        body: {
          contentType: 'application/x-www-form-urlencoded',
          text: 'vmid=812',
        },
      },
      answer: {
        body: {
          data: 'UPID:n:00000001:00000002:60000000:qmcreate:812:root@pam:',
        },
      },
    });
    const start = recordingOf({
      session: 'story',
      request: { method: 'POST', path: '/nodes/n/qemu/812/status/start' },
    });
    expect(plan(create, start).guests.has(812)).toBe(false);
  });

  it('plans holders of access entries and the volumes of a list', () => {
    const acl = plan(
      get('/access/acl', [
        {
          path: '/vms/1',
          type: 'token',
          ugid: 'joe@pve!t1',
          roleid: 'PVEVMUser',
          propagate: 1,
        },
      ]),
    );
    const content = plan(
      get('/nodes/n/storage/fast/content', [
        { volid: 'fast:iso/a.iso', size: 7 },
      ]),
    );
    expect(acl.users.get('joe@pve')?.tokens[0].id).toBe('t1');
    expect(content.storages.has('fast')).toBe(true);
    expect(content.volumes.get('fast:iso/a.iso')).toMatchObject({
      content: 'iso',
      size: 7,
      node: 'n',
    });
  });
});
