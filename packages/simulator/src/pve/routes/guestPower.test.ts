import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const container = '/nodes/alpha/lxc/160';

describe('power of guests', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  const act = (guest: string, action: string, form = {}) =>
    world.root.post(`${guest}/status/${action}`, form);
  const done = async (guest: string, action: string, form = {}) =>
    world.finish(await act(guest, action, form));
  const status = async (guest: string) =>
    (await world.root.get<Row>(`${guest}/status/current`)).data;

  it.each([
    [machine, 'stop', 'qmstop'],
    [machine, 'shutdown', 'qmshutdown'],
    [machine, 'reboot', 'qmreboot'],
    [machine, 'reset', 'qmreset'],
    [machine, 'suspend', 'qmpause'],
    [machine, 'resume', 'qmresume'],
    [machine, 'start', 'qmstart'],
    [container, 'stop', 'vzstop'],
    [container, 'shutdown', 'vzshutdown'],
    [container, 'reboot', 'vzreboot'],
    [container, 'suspend', 'vzsuspend'],
    [container, 'resume', 'vzresume'],
  ])('%s: %s is a task of the kind %s', async (guest, action, type) => {
    const reply = await act(guest, action);
    const id = guest.split('/').pop();
    expect(reply.data).toContain(`:${type}:${id}:root@pam:`);
  });

  it('names a start of a container after it too', async () => {
    await done(container, 'stop');
    expect((await act(container, 'start')).data).toContain(':vzstart:160:');
  });

  describe('a running guest that is started', () => {
    it('is an error of the task for machines', async () => {
      expect(await done(machine, 'start')).toBe('VM 150 already running');
    });

    it('is an error of the call for containers', async () => {
      const reply = await act(container, 'start');
      expect([reply.status, reply.reason]).toEqual([
        500,
        'CT 160 already running',
      ]);
    });
  });

  describe('a stopped guest', () => {
    beforeEach(async () => {
      await done(machine, 'stop');
      await done(container, 'stop');
    });

    it.each(['stop', 'shutdown'])('%s: fine for machines', async action => {
      expect(await done(machine, action)).toBe('OK');
    });

    it.each(['stop', 'shutdown'])(
      '%s: refused for containers',
      async action => {
        expect((await act(container, action)).reason).toBe(
          'CT 160 not running',
        );
      },
    );

    it.each(['reset', 'suspend', 'resume', 'reboot'])(
      '%s: refused for machines',
      async action => {
        const reply = await act(machine, action);
        expect([reply.status, reply.reason]).toEqual([
          500,
          'VM 150 not running',
        ]);
      },
    );

    it('has neither process nor uptime, and gets both by a start', async () => {
      expect(await status(machine)).toMatchObject({
        status: 'stopped',
        qmpstatus: 'stopped',
        uptime: 0,
        mem: 0,
      });
      expect(await status(machine)).not.toHaveProperty('pid');
      expect(await done(machine, 'start')).toBe('OK');
      await world.simulator.clock.advance(30_000);
      const now = await status(machine);
      expect(now).toMatchObject({
        status: 'running',
        pid: expect.any(Number),
      });
      expect(Number(now.uptime)).toBeGreaterThanOrEqual(30);
    });
  });

  it('keeps the state until the task is over', async () => {
    const reply = await act(machine, 'stop');
    expect(await status(machine)).toMatchObject({ status: 'running' });
    await world.finish(reply);
    expect(await status(machine)).toMatchObject({ status: 'stopped' });
  });

  it('pauses and resumes, which the list of the node shows on request', async () => {
    await done(machine, 'suspend');
    expect(await status(machine)).toMatchObject({
      status: 'running',
      qmpstatus: 'paused',
    });
    const full = await world.root.get<Row[]>('/nodes/alpha/qemu', { full: 1 });
    expect(full.data).toContainEqual(
      expect.objectContaining({ vmid: 150, qmpstatus: 'paused' }),
    );
    await done(machine, 'resume');
    expect(await status(machine)).toMatchObject({ qmpstatus: 'running' });
  });

  it('writes a machine to disk, which then can only be resumed', async () => {
    const reply = await act(machine, 'suspend', { todisk: 1 });
    expect(reply.data).toContain(':qmsuspend:150:');
    await world.finish(reply);
    expect(await status(machine)).toMatchObject({
      status: 'stopped',
      lock: 'suspended',
    });
    await done(machine, 'resume');
    const now = await status(machine);
    expect(now).toMatchObject({ status: 'running', qmpstatus: 'running' });
    expect(now).not.toHaveProperty('lock');
  });

  it('counts the uptime anew after a reset and a reboot', async () => {
    await world.simulator.clock.advance(600_000);
    for (const action of ['reset', 'reboot']) {
      await world.simulator.clock.advance(120_000);
      await done(machine, action);
      expect(Number((await status(machine)).uptime)).toBeLessThan(61);
    }
  });

  describe('a guest that does not obey', () => {
    beforeEach(() => {
      for (const guest of world.site.world.guests.values()) {
        guest.obeysShutdown = false;
      }
    });

    it.each([
      [machine, 'VM quit/powerdown failed - got timeout'],
      [container, 'container did not stop'],
    ])('%s: the shutdown times out', async (guest, text) => {
      expect(await done(guest, 'shutdown', { timeout: 3 })).toBe(text);
      expect(await status(guest)).toMatchObject({ status: 'running' });
    });

    it('waits as long as it is told', async () => {
      const reply = await act(machine, 'shutdown', { timeout: 30 });
      await world.simulator.clock.advance(29_000);
      const path = `/nodes/alpha/tasks/${reply.data}/status`;
      expect((await world.root.get(path)).data).toMatchObject({
        status: 'running',
      });
      await world.simulator.clock.advance(2000);
      expect((await world.root.get(path)).data).toMatchObject({
        status: 'stopped',
      });
    });

    it('is stopped by force on request', async () => {
      const form = { timeout: 3, forceStop: 1 };
      expect(await done(machine, 'shutdown', form)).toBe('OK');
      expect(await status(machine)).toMatchObject({ status: 'stopped' });
    });
  });

  it.each(['start', 'stop'])(
    '%s of a machine that is not there is accepted, and its task fails',
    async action => {
      const reply = await act('/nodes/alpha/qemu/4711', action);
      expect(reply.status).toBe(200);
      expect(await world.finish(reply)).toMatch(
        /^(Configuration file 'nodes\/alpha\/qemu-server\/4711.conf' does not exist|unable to find configuration file for VM 4711 on node 'alpha')$/,
      );
    },
  );

  it('refuses other actions on guests that are elsewhere', async () => {
    const reply = await act('/nodes/beta/qemu/150', 'reboot');
    expect(reply.reason).toBe(
      "Configuration file 'nodes/beta/qemu-server/150.conf' does not exist",
    );
  });

  it('refuses a start under a lock in the task, and past it for root only', async () => {
    await done(machine, 'stop');
    await world.root.put(`${machine}/config`, { lock: 'backup', skiplock: 1 });
    expect(await done(machine, 'start')).toBe('VM is locked (backup)');
    const token = world.site.world.users.get('root@pam');
    token?.tokens.push({
      id: 't',
      secret: '00000000-0000-4000-8000-000000000001',
      hasSeparatePrivileges: false,
      expire: 0,
    });
    const reply = await world.root.post(`${machine}/status/start`, {
      skiplock: 1,
    });
    expect(reply.status).toBe(200);
  });

  it('warns about containers with systemd and without nesting', async () => {
    await done(container, 'stop');
    await world.root.put(`${container}/config`, { delete: 'features' });
    expect(await done(container, 'start')).toBe('WARNINGS: 1');
    expect(await status(container)).toMatchObject({ status: 'running' });
  });

  it('does not start templates', async () => {
    expect(await done('/nodes/alpha/qemu/190', 'start')).toBe(
      "you can't start a vm if it's a template",
    );
  });

  it('changes nothing without quorum', async () => {
    world.site.inject({ kind: 'no-quorum' });
    const reply = await act(machine, 'start');
    expect([reply.status, reply.reason]).toEqual([
      500,
      'cluster not ready - no quorum?',
    ]);
    world.site.clear('no-quorum');
    expect((await act(machine, 'stop')).status).toBe(200);
  });
});
