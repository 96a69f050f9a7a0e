import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';

describe('samples of the past', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addGuest({
        type: 'qemu',
        vmid: 151,
        node: 'alpha',
        status: 'stopped',
        config: { memory: '512' },
      });
    });
  });

  afterEach(() => world.close());

  const read = async (path: string, timeframe = 'hour', extra = {}) =>
    (await world.root.get<Row[]>(`${path}/rrddata`, { timeframe, ...extra }))
      .data;

  it.each([
    ['hour', 60, 70],
    ['day', 60, 1440],
    ['week', 1800, 336],
    ['month', 1800, 1440],
    ['year', 21_600, 1460],
  ])(
    'of a %s come every %d seconds, %d of them',
    async (frame, step, count) => {
      for (const path of [
        machine,
        '/nodes/alpha',
        '/nodes/alpha/storage/ceph',
      ]) {
        const rows = await read(path, frame);
        expect(rows).toHaveLength(count);
        const times = rows.map(row => Number(row.time));
        expect(new Set(times.slice(1).map((t, i) => t - times[i]))).toEqual(
          new Set([step]),
        );
        expect(times.every(time => time % step === 0)).toBe(true);
      }
    },
  );

  it('of a decade are for nodes only', async () => {
    expect((await read('/nodes/alpha', 'decade')).length).toBe(570);
    const reply = await world.root.get(`${machine}/rrddata`, {
      timeframe: 'decade',
    });
    expect(reply.errors).toHaveProperty('timeframe');
  });

  it('lack keys where nothing was measured, and never hold null', async () => {
    await world.finish(
      await world.root.post('/nodes/alpha/qemu/151/status/start'),
    );
    await world.simulator.clock.advance(10 * 60_000);
    const rows = await read('/nodes/alpha/qemu/151');
    const [first] = rows;
    const last = rows[rows.length - 1];
    expect(first).not.toHaveProperty('cpu');
    expect(first).not.toHaveProperty('netin');
    expect(last).toMatchObject({
      cpu: expect.any(Number),
      mem: expect.any(Number),
      netin: expect.any(Number),
      maxmem: 512 * 1024 ** 2,
    });
    expect(rows.flatMap(row => Object.values(row))).not.toContain(null);
  });

  it('of a stopped guest hold its limits only', async () => {
    const rows = await read('/nodes/alpha/qemu/151');
    for (const row of rows) expect(row).not.toHaveProperty('mem');
  });

  it('tell the same of the same moment at any time', async () => {
    const before = await read(machine);
    await world.simulator.clock.advance(5 * 60_000);
    const after = await read(machine);
    const shared = before.slice(-30);
    for (const row of shared) {
      expect(after.find(other => other.time === row.time)).toEqual(row);
    }
  });

  it('of machines know the memory on the host, containers do not', async () => {
    const last = async (path: string) => (await read(path)).pop();
    expect(await last(machine)).toHaveProperty('memhost');
    expect(await last('/nodes/alpha/lxc/160')).not.toHaveProperty('memhost');
  });

  it('of a node have the columns of the release', async () => {
    const rows = await read('/nodes/alpha');
    expect(rows[rows.length - 1]).toMatchObject({
      maxcpu: 16,
      memtotal: 64 * 1024 ** 3,
      memavailable: expect.any(Number),
      arcsize: 0,
      pressurecpusome: 0,
      loadavg: expect.any(Number),
    });
  });

  it.each([
    [{ timeframe: 'hour', cf: 'MAX' }, 200],
    [{ timeframe: 'hour', cf: 'MIN' }, 400],
    [{}, 400],
  ])('asked with %j', async (query, status) => {
    const reply = await world.root.get(`${machine}/rrddata`, query);
    expect(reply.status).toBe(status);
  });
});
