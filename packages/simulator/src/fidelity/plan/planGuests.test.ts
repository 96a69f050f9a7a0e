import { factsFor, recordingOf } from '../testRecordings';
import { planGuests } from './planGuests';
import { emptyPlan } from './WorldPlan';

const base = '/nodes/{node}/qemu/{vmid}';
const values = { node: 'n1', vmid: '812' };
const wire = recordingOf({ exact: false });

function guest(call: string, changes: object = {}) {
  const world = emptyPlan();
  planGuests(world, factsFor(call, { values, recording: wire, ...changes }));
  return world.guests.get(812);
}

describe('planGuests', () => {
  it.each([
    [`POST ${base}/status/stop`, 'running'],
    [`POST ${base}/vncproxy`, 'running'],
    [`GET ${base}/agent/get-osinfo`, 'running'],
    [`POST ${base}/status/start`, 'stopped'],
    [`DELETE ${base}`, 'stopped'],
  ])('plans for %s a guest that is %s', (call, status) => {
    expect(guest(call)?.status).toBe(status);
  });

  it('gives the guest of an agent call an agent, and of resume a pause', () => {
    expect(guest(`GET ${base}/agent/get-osinfo`)?.config.agent).toBe('1');
    expect(guest(`POST ${base}/status/resume`)?.isPaused).toBe(true);
  });

  it('takes name, figures and flags from a status', () => {
    const data = {
      status: 'running',
      name: 'web',
      maxmem: 268435456,
      cpus: 2,
      maxdisk: 8589934592,
      lock: 'backup',
      agent: 1,
    };
    expect(guest(`GET ${base}/status/current`, { data })).toMatchObject({
      status: 'running',
      config: {
        name: 'web',
        memory: '256',
        cores: 2,
        scsi0: 'local:812/vm-812-disk-0.raw,size=8G',
        lock: 'backup',
        agent: '1',
      },
    });
  });

  it('takes waiting changes, disks to move and interfaces', () => {
    const pending = guest(`GET ${base}/pending`, {
      data: [{ key: 'memory', value: '256', pending: '512' }],
    });
    const disks = guest(`GET ${base}/migrate`, {
      data: { running: 1, local_disks: [{ volid: 's:v', drivename: 'scsi0' }] },
    });
    const network = guest(`GET ${base}/agent/network-get-interfaces`, {
      data: {
        result: [
          { name: 'lo' },
          {
            name: 'ens18',
            'hardware-address': 'aa',
            'ip-addresses': [{ 'ip-address': '10.0.0.7', prefix: 16 }],
          },
        ],
      },
    });
    expect(pending).toMatchObject({
      status: 'running',
      config: { memory: '256' },
      pending: { memory: '512' },
    });
    expect(disks).toMatchObject({
      status: 'running',
      config: { scsi0: 's:v,size=1G' },
    });
    expect(network?.interfaces).toEqual([
      {
        name: 'ens18',
        mac: 'aa',
        addresses: [{ address: '10.0.0.7', prefix: 16 }],
      },
    ]);
  });

  it('plans snapshots of a list and of the path', () => {
    const list = guest(`GET ${base}/snapshot`, {
      data: [{ name: 's1', snaptime: 5 }, { name: 'current' }],
    });
    const path = guest(`GET ${base}/snapshot/{snapname}/config`, {
      values: { ...values, snapname: 's2' },
      data: { memory: '128', description: 'd', snaptime: 9 },
    });
    expect(list?.snapshots).toMatchObject([{ name: 's1', time: 5 }]);
    expect(path?.snapshots).toMatchObject([
      { name: 's2', description: 'd', time: 9, config: { memory: '128' } },
    ]);
  });

  it('plans every guest of a list, and those that only show by an interface', () => {
    const world = emptyPlan();
    planGuests(
      world,
      factsFor('GET /nodes/{node}/lxc', {
        values: { node: 'n1' },
        data: [{ vmid: '813', status: 'running', name: 'db' }],
      }),
    );
    planGuests(
      world,
      factsFor('GET /nodes/{node}/netstat', {
        values: { node: 'n1' },
        data: [{ dev: 'tap814i0', vmid: 814, in: 1, out: 2 }],
      }),
    );
    expect(world.guests.get(813)).toMatchObject({
      type: 'lxc',
      config: { hostname: 'db' },
    });
    expect(world.guests.get(814)).toMatchObject({
      type: 'qemu',
      status: 'running',
    });
  });

  it('plans nothing for numbers that are none', () => {
    const world = emptyPlan();
    planGuests(
      world,
      factsFor(`GET ${base}/config`, {
        values: { node: 'n1', vmid: 'abc' },
        isSuccess: false,
      }),
    );
    expect(world.guests.size).toBe(0);
  });
});
