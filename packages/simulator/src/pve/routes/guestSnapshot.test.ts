import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const container = '/nodes/alpha/lxc/160';

describe('snapshots', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  const take = (guest: string, snapname: string, extra = {}) =>
    world.root.post(`${guest}/snapshot`, { snapname, ...extra });
  const list = async (guest: string) =>
    (await world.root.get<Row[]>(`${guest}/snapshot`)).data;
  const parents = async (guest: string) =>
    Object.fromEntries((await list(guest)).map(r => [r.name, r.parent]));

  it('always list the present as a row of its own', async () => {
    expect(await list(machine)).toEqual([
      {
        name: 'current',
        description: 'You are here!',
        digest: expect.stringMatching(/^[0-9a-f]{40}$/),
        running: 1,
      },
    ]);
    const [current] = await list(container);
    expect(current).not.toHaveProperty('digest');
  });

  it('form a chain, and a rollback makes a branch', async () => {
    for (const name of ['one', 'two']) {
      expect(await world.finish(await take(machine, name))).toBe('OK');
    }
    expect(await parents(machine)).toEqual({
      one: undefined,
      two: 'one',
      current: 'two',
    });
    const back = await world.root.post(`${machine}/snapshot/one/rollback`);
    expect(back.data).toMatch(/:qmrollback:150:/);
    await world.finish(back);
    await world.finish(await take(machine, 'branch'));
    expect(await parents(machine)).toEqual({
      one: undefined,
      two: 'one',
      branch: 'one',
      current: 'branch',
    });
  });

  it('hand their parent on when they are removed', async () => {
    for (const name of ['one', 'two', 'three']) {
      await world.finish(await take(machine, name));
    }
    const removed = await world.root.delete(`${machine}/snapshot/two`);
    expect(removed.data).toMatch(/:qmdelsnapshot:150:/);
    await world.finish(removed);
    expect(await parents(machine)).toEqual({
      one: undefined,
      three: 'one',
      current: 'three',
    });
    await world.finish(await world.root.delete(`${machine}/snapshot/three`));
    expect(await parents(machine)).toMatchObject({ current: 'one' });
  });

  it('keep description, time and whether memory is in them', async () => {
    await world.finish(
      await take(machine, 'full', { description: 'Before', vmstate: 1 }),
    );
    const [row] = await list(machine);
    expect(row).toEqual({
      name: 'full',
      description: 'Before',
      snaptime: expect.any(Number),
      vmstate: 1,
    });
    await world.root.put(`${machine}/snapshot/full/config`, {
      description: 'Changed',
    });
    expect(await list(machine)).toContainEqual(
      expect.objectContaining({ description: 'Changed' }),
    );
  });

  it('bring the configuration back, and the power state only with memory', async () => {
    await world.finish(await take(machine, 'cold'));
    await world.finish(await take(machine, 'warm', { vmstate: 1 }));
    await world.root.put(`${machine}/config`, { name: 'later' });
    const status = async () =>
      (await world.root.get<Row>(`${machine}/status/current`)).data;
    const rollback = async (name: string, extra = {}) =>
      world.finish(
        await world.root.post(`${machine}/snapshot/${name}/rollback`, extra),
      );
    expect(await rollback('cold')).toBe('OK');
    expect(await status()).toMatchObject({ name: 'web', status: 'stopped' });
    expect(await rollback('warm')).toBe('OK');
    expect(await status()).toMatchObject({ status: 'running' });
    expect(await rollback('cold', { start: 1 })).toBe('OK');
    expect(await status()).toMatchObject({ status: 'running' });
  });

  it('show the configuration that they hold', async () => {
    await world.finish(await take(machine, 'held'));
    await world.root.put(`${machine}/config`, { name: 'later' });
    const held = await world.root.get(`${machine}/snapshot/held/config`);
    expect(held.data).toMatchObject({
      name: 'web',
      snaptime: expect.any(Number),
    });
    const same = await world.root.get(`${machine}/config`, {
      snapshot: 'held',
    });
    expect(same.data).toMatchObject({ name: 'web' });
    const none = await world.root.get(`${machine}/config`, { snapshot: 'zz' });
    expect(none.reason).toBe("snapshot 'zz' does not exist");
  });

  it.each([
    ['1st', 400],
    ['with space', 400],
    ['x', 400],
    ['a'.repeat(41), 400],
    ['current', 500],
    ['pending', 500],
  ])('cannot be named %s', async (name, status) => {
    expect((await take(machine, name)).status).toBe(status);
  });

  it('fail in the task for a name that is used or unknown, and under a lock', async () => {
    await world.finish(await take(machine, 'one'));
    expect(await world.finish(await take(machine, 'one'))).toBe(
      "snapshot name 'one' already used",
    );
    for (const reply of [
      await world.root.delete(`${machine}/snapshot/zz`),
      await world.root.post(`${machine}/snapshot/zz/rollback`),
    ]) {
      expect(await world.finish(reply)).toBe("snapshot 'zz' does not exist");
    }
    await world.root.put(`${machine}/config`, { lock: 'backup', skiplock: 1 });
    expect(await world.finish(await take(machine, 'two'))).toBe(
      'VM is locked (backup)',
    );
  });

  it('lock the guest while they are made', async () => {
    const reply = await take(machine, 'slow', { vmstate: 1 });
    await world.simulator.clock.advance(100);
    const refused = await world.root.put(`${machine}/config`, { cores: 4 });
    expect(refused.reason).toBe('VM is locked (snapshot)');
    expect(await world.finish(reply)).toBe('OK');
  });

  it('are not there for disks on plain files without a format for it', async () => {
    await world.root.put(`${machine}/config`, { scsi1: 'files:1,format=raw' });
    expect(await world.finish(await take(machine, 'one'))).toBe(
      'snapshot feature is not available',
    );
  });

  it('of containers are tasks of their own kinds', async () => {
    const made = await take(container, 'one');
    expect(made.data).toMatch(/:vzsnapshot:160:/);
    expect(await world.finish(made)).toBe('OK');
    const back = await world.root.post(`${container}/snapshot/one/rollback`);
    expect(back.data).toMatch(/:vzrollback:160:/);
    await world.finish(back);
    const gone = await world.root.delete(`${container}/snapshot/one`);
    expect(gone.data).toMatch(/:vzdelsnapshot:160:/);
    expect(await world.finish(gone)).toBe('OK');
    expect(await list(container)).toHaveLength(1);
  });

  it('keep a machine from becoming a template', async () => {
    await world.finish(await take(machine, 'one'));
    await world.finish(await world.root.post(`${machine}/status/stop`));
    const reply = await world.root.post(`${machine}/template`);
    expect(reply.reason).toBe(
      'unable to create template, because VM contains snapshots',
    );
  });
});
