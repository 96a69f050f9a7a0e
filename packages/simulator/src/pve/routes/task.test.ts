import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
  Wire,
  WireParameters,
} from '../../__testUtils__/wire';

const path = '/nodes/alpha/tasks';

describe('tasks', () => {
  let world: OwnWorld;
  const start = 1_700_000_000;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'ann', { '/vms': ['VM.PowerMgmt', 'VM.Audit'] });
      grant(builder, 'bob', { '/vms': ['VM.PowerMgmt', 'VM.Audit'] });
      grant(builder, 'auditor', { '/': 'Sys.Audit' });
      grant(builder, 'modifier', { '/nodes': ['Sys.Audit', 'Sys.Modify'] });
      const kinds = [
        ['qmstart', 150, 'OK'],
        ['vzdump', '', 'job errors'],
        ['vzstart', 160, 'WARNINGS: 1'],
        ['qmstop', 150, 'OK'],
      ] as const;
      kinds.forEach(([type, id, exitstatus], index) =>
        builder.addTask({
          node: 'alpha',
          type,
          id,
          exitstatus,
          starttime: start + index * 100,
          authid: index === 3 ? 'ann@pve!test' : 'root@pam',
        }),
      );
      for (let index = 0; index < 30; index += 1) {
        builder.addTask({
          node: 'beta',
          type: 'aptupdate',
          exitstatus: 'OK',
          starttime: start + index,
        });
      }
    });
  });

  afterEach(() => world.close());

  const types = async (query: WireParameters, who = world.root) =>
    (await who.get<Row[]>(path, query)).data.map(row => row.type);

  describe('the list of a node', () => {
    it('has what ended, the latest first, with a total beside the data', async () => {
      const reply = await world.root.get<Row[]>(path);
      expect(reply.data.map(row => row.type)).toEqual([
        'qmstop',
        'vzstart',
        'vzdump',
        'qmstart',
      ]);
      expect(reply.total).toBe(4);
      expect(reply.data[0]).toEqual({
        upid: expect.stringMatching(/:qmstop:150:ann@pve!test:$/),
        node: 'alpha',
        type: 'qmstop',
        id: '150',
        user: 'ann@pve',
        tokenid: 'test',
        pid: expect.any(Number),
        pstart: expect.any(Number),
        starttime: start + 300,
        endtime: expect.any(Number),
        status: 'OK',
      });
    });

    it.each([
      [{ vmid: 150 }, ['qmstop', 'qmstart']],
      [{ typefilter: 'vzdump' }, ['vzdump']],
      [{ errors: 1 }, ['vzdump']],
      [{ statusfilter: 'warning' }, ['vzstart']],
      [{ statusfilter: 'error,warning' }, ['vzstart', 'vzdump']],
      [{ statusfilter: 'ok' }, ['qmstop', 'qmstart']],
      [{ userfilter: 'ann' }, ['qmstop']],
      [{ since: start + 150 }, ['qmstop', 'vzstart']],
      [{ until: start + 150 }, ['vzdump', 'qmstart']],
      [{ since: start + 50, until: start + 150 }, ['vzdump']],
      [{ limit: 2 }, ['qmstop', 'vzstart']],
      [{ start: 1, limit: 2 }, ['vzstart', 'vzdump']],
      [{ start: 9 }, []],
      [{ source: 'active' }, []],
    ])('filters by %j', async (query, expected) => {
      expect(await types(query as WireParameters)).toEqual(expected);
    });

    it('counts all that match, not only the page', async () => {
      const reply = await world.root.get(path, { vmid: 150, limit: 1 });
      expect(reply.total).toBe(2);
    });

    it('keeps running ones apart until they end', async () => {
      const { data: upid } = await world.root.post(
        '/nodes/alpha/qemu/150/status/reset',
      );
      expect(await types({ source: 'active' })).toEqual(['qmreset']);
      expect((await types({}))[0]).toBe('qmstop');
      const all = await world.root.get<Row[]>(path, { source: 'all' });
      expect(all.data[0]).toMatchObject({ upid, status: 'RUNNING' });
      expect(all.data[0]).not.toHaveProperty('endtime');
      await world.simulator.clock.advance(60_000);
      expect(await types({ source: 'active' })).toEqual([]);
      expect((await types({}))[0]).toBe('qmreset');
    });

    it('pages by fifty unless told otherwise', async () => {
      for (let round = 0; round < 55; round += 1) {
        await world.root.post('/nodes/alpha/qemu/150/status/start');
      }
      await world.simulator.clock.advance(60_000);
      expect(await types({})).toHaveLength(50);
      expect(await types({ limit: 0 })).toHaveLength(59);
    });
  });

  describe('the list of the cluster', () => {
    it('has what runs and the last twenty-five of each node', async () => {
      await world.root.post('/nodes/alpha/qemu/150/status/reset');
      const { data } = await world.root.get<Row[]>('/cluster/tasks');
      const count = (node: string) => data.filter(r => r.node === node).length;
      expect([count('alpha'), count('beta')]).toEqual([5, 25]);
      expect(data.filter(row => row.saved === '0')).toHaveLength(1);
    });

    it('shows a token nothing, not even its own, but a user its own', async () => {
      await world.as('ann').post('/nodes/alpha/qemu/150/status/reset');
      const list = (who: Wire) => who.get<Row[]>('/cluster/tasks');
      expect((await list(world.as('ann'))).data).toEqual([]);
      const session = await Wire.login(world.site, {
        username: 'ann@pve',
        password: 'password-of-ann',
      });
      expect((await list(session)).data).toMatchObject([
        { type: 'qmreset' },
        { type: 'qmstop' },
      ]);
      expect((await list(world.as('auditor'))).data.length).toBeGreaterThan(25);
    });
  });

  describe('who may see one', () => {
    let upid: string;
    const read = async (name: string, what: string) =>
      (await world.as(name).get(`${path}/${upid}/${what}`)).status;

    beforeEach(async () => {
      const reply = await world
        .as('ann')
        .post<string>('/nodes/alpha/qemu/150/status/reset');
      upid = reply.data;
    });

    it.each(['status', 'log'])('%s: owner and auditors only', async what => {
      expect(await read('ann', what)).toBe(200);
      expect(await read('auditor', what)).toBe(200);
      expect(await read('bob', what)).toBe(403);
    });

    it('lists them by the same rule', async () => {
      const active = { source: 'active' };
      expect(await types(active, world.as('ann'))).toEqual(['qmreset']);
      expect(await types(active, world.as('bob'))).toEqual([]);
      expect(await types(active, world.as('auditor'))).toEqual(['qmreset']);
    });

    it('shows the user what a token of it did, without the token name', async () => {
      const session = await Wire.login(world.site, {
        username: 'ann@pve',
        password: 'password-of-ann',
      });
      const { data } = await session.get(`${path}/${upid}/status`);
      expect(upid).toContain(':ann@pve!test:');
      expect(data).toMatchObject({ user: 'ann@pve', tokenid: 'test' });
    });

    it('lets the owner stop it, an auditor not, an administrator of the node too', async () => {
      const stop = async (name: string) =>
        (await world.as(name).delete(`${path}/${upid}`)).reason;
      expect(await stop('auditor')).toBe(
        'Permission check failed (/nodes/alpha, Sys.Modify)',
      );
      expect(await stop('bob')).toMatch(/^Permission check failed/);
      expect(await stop('modifier')).toBe('OK');
      await world.simulator.clock.advance(1);
      const { data } = await world.root.get(`${path}/${upid}/status`);
      expect(data).toMatchObject({
        status: 'stopped',
        exitstatus: 'received interrupt',
      });
      const again = await world.as('ann').delete(`${path}/${upid}`);
      expect(again.status).toBe(200);
    });
  });

  it('is known only on the node that its id names', async () => {
    const { data } = await world.root.get<Row[]>(path);
    const { upid } = data[0];
    const elsewhere = await world.root.get(`/nodes/beta/tasks/${upid}/status`);
    expect([elsewhere.status, elsewhere.errors]).toEqual([
      400,
      { upid: 'no such task' },
    ]);
    const there = await world.root
      .at('beta')
      .get(`/nodes/alpha/tasks/${upid}/status`);
    expect(there.data).toMatchObject({ exitstatus: 'OK', type: 'qmstop' });
  });

  it('is found by its id, encoded or not', async () => {
    const { data } = await world.root.get<Row[]>(path, { userfilter: 'ann' });
    const upid = String(data[0].upid);
    for (const name of [upid, encodeURIComponent(upid)]) {
      const reply = await world.root.get(`${path}/${name}/status`);
      expect(reply.data).toMatchObject({ upid });
    }
  });

  describe('the log', () => {
    const lines = Array.from({ length: 70 }, (_, i) => `line ${i + 1}`);
    let log: string;

    beforeEach(async () => {
      const task = world.site.world.tasks[0];
      task.log = [...lines, 'TASK OK'];
      log = `${path}/${task.upid}/log`;
    });

    const read = (query: WireParameters) => world.root.get<Row[]>(log, query);

    it('comes in pages of fifty, counted from one, with the total', async () => {
      const reply = await read({});
      expect(reply.total).toBe(71);
      expect(reply.data).toHaveLength(50);
      expect(reply.data[0]).toEqual({ n: 1, t: 'line 1' });
    });

    it.each([
      [{ start: 50 }, 'line 51', 21],
      [{ start: 10, limit: 5 }, 'line 11', 5],
      [{ limit: 0 }, 'line 1', 71],
    ])('pages by %j', async (query, first, count) => {
      const { data } = await read(query as WireParameters);
      expect(data[0].t).toBe(first);
      expect(data).toHaveLength(count);
    });

    it('ends with what became of the task', async () => {
      const { data } = await read({ start: 70 });
      expect(data).toEqual([{ n: 71, t: 'TASK OK' }]);
    });

    it('is one line when there is nothing yet', async () => {
      world.site.world.tasks[0].log = [];
      const reply = await read({});
      expect([reply.data, reply.total]).toEqual([
        [{ n: 1, t: 'no content' }],
        1,
      ]);
    });
  });
});
