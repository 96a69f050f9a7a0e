import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

describe('high availability', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  const resources = '/cluster/ha/resources';
  const rules = '/cluster/ha/rules';
  const status = async (guest: string) =>
    (await world.root.get<Row>(`/nodes/alpha/${guest}/status/current`)).data;

  it.each([
    ['vm:150', 'vm:150', 'vm'],
    ['150', 'vm:150', 'vm'],
    ['ct:160', 'ct:160', 'ct'],
    ['160', 'ct:160', 'ct'],
  ])('takes %s as %s', async (given, sid, type) => {
    const added = await world.root.post(resources, { sid: given });
    expect([added.status, added.data]).toEqual([200, null]);
    const { data } = await world.root.get<Row[]>(resources);
    expect(data).toMatchObject([
      { sid, type, digest: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ]);
    const again = await world.root.post(resources, { sid: given });
    expect(again.reason).toBe(
      `create resource failed: resource ID '${sid}' already defined`,
    );
  });

  it('manages no guest that is not there', async () => {
    const reply = await world.root.post(resources, { sid: 'vm:999' });
    expect(reply.status).toBe(400);
    expect(reply.errors).toHaveProperty('sid');
    expect((await world.root.get(`${resources}/vm:150`)).reason).toBe(
      "no such resource 'vm:150'",
    );
    expect((await world.root.delete(`${resources}/vm:150`)).reason).toBe(
      "cannot delete service 'vm:150', not HA managed!",
    );
  });

  it('shows in the state of the guest and in the list of the cluster', async () => {
    expect(await status('qemu/150')).toMatchObject({ ha: { managed: 0 } });
    await world.root.post(resources, { sid: 'vm:150' });
    expect(await status('qemu/150')).toMatchObject({ ha: { managed: 1 } });
    const { data } = await world.root.get<Row[]>('/cluster/resources');
    expect(data.find(row => row.vmid === 150)).toHaveProperty('hastate');
    await world.root.delete(`${resources}/vm:150`);
    expect(await status('qemu/150')).toMatchObject({ ha: { managed: 0 } });
  });

  it('starts what shall run, some time after it was told', async () => {
    await world.finish(
      await world.root.post('/nodes/alpha/qemu/150/status/stop'),
    );
    await world.root.post(resources, { sid: 'vm:150', state: 'started' });
    expect(await status('qemu/150')).toMatchObject({ status: 'stopped' });
    await world.simulator.clock.advance(60_000);
    expect(await status('qemu/150')).toMatchObject({ status: 'running' });
  });

  it('queues what the power calls ask for: the task ends before the guest does', async () => {
    await world.root.post(resources, { sid: 'ct:160', state: 'started' });
    await world.simulator.clock.advance(20_000);
    const reply = await world.root.post('/nodes/alpha/lxc/160/status/stop');
    expect(reply.data).toContain(':hastop:160:');
    expect(await world.finish(reply)).toBe('OK');
    await world.simulator.clock.advance(60_000);
    expect(await status('lxc/160')).toMatchObject({
      status: 'stopped',
      ha: { managed: 1, state: 'stopped' },
    });
  });

  it('has rules instead of groups', async () => {
    const { root } = world;
    for (const reply of [
      await root.get('/cluster/ha/groups'),
      await root.post('/cluster/ha/groups', { group: 'old', nodes: 'alpha' }),
      await root.get('/cluster/ha/groups/old'),
    ]) {
      expect(reply.status).toBe(500);
      expect(reply.reason).toMatch(/ha groups have been migrated to rules$/);
    }
  });

  describe('rules', () => {
    const near = {
      rule: 'near',
      type: 'node-affinity',
      resources: 'vm:150',
      nodes: 'alpha',
    };

    beforeEach(async () => {
      await world.root.post(resources, { sid: 'vm:150' });
      await world.root.post(resources, { sid: 'ct:160' });
    });

    it('are kept, filtered, changed and removed', async () => {
      const { root } = world;
      expect((await root.post(rules, near)).status).toBe(200);
      await root.post(rules, {
        rule: 'together',
        type: 'resource-affinity',
        affinity: 'positive',
        resources: 'vm:150,ct:160',
      });
      const names = async (query = {}) =>
        (await root.get<Row[]>(rules, query)).data.map(row => row.rule);
      expect(await names()).toEqual(['near', 'together']);
      expect(await names({ type: 'node-affinity' })).toEqual(['near']);
      expect(await names({ resource: 'ct:160' })).toEqual(['together']);
      await root.put(`${rules}/near`, {
        type: 'node-affinity',
        comment: 'because',
      });
      expect((await root.get(`${rules}/near`)).data).toMatchObject({
        comment: 'because',
        nodes: 'alpha',
      });
      await root.delete(`${rules}/near`);
      expect((await root.get(`${rules}/near`)).reason).toBe(
        "no such ha rule 'near'",
      );
    });

    it('cannot be made twice or need more nodes than there are', async () => {
      await world.root.post(rules, near);
      expect((await world.root.post(rules, near)).reason).toMatch(
        /^create ha rule failed: HA rule 'near' already defined/,
      );
      const apart = await world.root.post(rules, {
        rule: 'apart',
        type: 'resource-affinity',
        affinity: 'negative',
        resources: 'vm:150,ct:160,vm:190',
      });
      expect([apart.reason, apart.message]).toEqual([
        "create ha rule failed: 400 Rule 'apart' is invalid.",
        "create ha rule failed: 400 Rule 'apart' is invalid.\nresources: rule defines more resources than available nodes\n",
      ]);
    });

    it('forget a guest that is no longer managed', async () => {
      await world.root.post(rules, { ...near, resources: 'vm:150,ct:160' });
      await world.root.delete(`${resources}/vm:150`);
      expect((await world.root.get(`${rules}/near`)).data).toMatchObject({
        resources: 'ct:160',
      });
    });
  });

  it('shows quorum always, master and agents once there is work', async () => {
    const kinds = async () =>
      (await world.root.get<Row[]>('/cluster/ha/status/current')).data.map(
        row => row.id,
      );
    expect(await kinds()).toEqual(['quorum', 'fencing']);
    await world.root.post(resources, { sid: 'vm:150' });
    await world.simulator.clock.advance(30_000);
    expect(await kinds()).toEqual([
      'quorum',
      'master',
      'fencing',
      'lrm:alpha',
      'lrm:beta',
      'service:vm:150',
    ]);
    world.site.inject({ kind: 'no-quorum' });
    const { data } = await world.root.get<Row[]>('/cluster/ha/status/current');
    expect(data[0]).toMatchObject({ id: 'quorum', quorate: 0 });
  });
});
