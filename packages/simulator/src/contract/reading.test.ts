import { connect, Peer, rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('reading a site with proxmox-api', () => {
  let simulator: Simulator;
  let peer: Peer;

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    peer = connect(simulator.site('fra'), { token: 'inventory' });
  });

  afterAll(async () => {
    await peer.close();
    await simulator.close();
  });

  it('tells its version', async () => {
    const version = await peer.api.version.$get();
    expect(version).toMatchObject({ release: '9.2' });
  });

  it('lists the guests of three teams with pool, node and figures', async () => {
    const rows = await peer.api.cluster.resources.$get({ type: 'vm' });
    const byId = new Map(rows.map(row => [row.id, row]));
    expect(byId.get('qemu/201')).toMatchObject({
      name: 'orders-api-1',
      node: 'pve1',
      pool: 'team-a',
      status: 'running',
      template: 0,
      maxmem: 4 * 1024 ** 3,
      maxdisk: 32 * 1024 ** 3,
    });
    expect(byId.get('lxc/210')).toMatchObject({
      name: 'orders-postgres',
      pool: 'team-a',
    });
    expect(byId.get('qemu/220')).toMatchObject({
      name: 'shop-mariadb',
      pool: 'team-b',
    });
    expect(byId.get('qemu/231')).toMatchObject({
      status: 'stopped',
      uptime: 0,
      pool: 'team-c',
    });
    expect(byId.get('qemu/9000')).toMatchObject({
      name: 'ubuntu-24.04',
      template: 1,
    });
  });

  it('shows every kind of resource', async () => {
    const rows = await peer.api.cluster.resources.$get();
    const kinds = new Set(rows.map(row => String(row.type)));
    expect([...kinds].sort()).toEqual([
      'lxc',
      'network',
      'node',
      'pool',
      'qemu',
      'storage',
    ]);
  });

  it('places one control plane machine on each node, with its address', async () => {
    for (const [index, vmid] of [101, 102, 103].entries()) {
      const answer = await peer.api.nodes
        .$(`pve${index + 1}`)
        .qemu.$(vmid)
        .agent['network-get-interfaces'].$get();
      const addresses = JSON.stringify(answer);
      expect(addresses).toContain(`10.0.0.${41 + index}`);
    }
  });

  it('answers for any node on any API host', async () => {
    const site = simulator.site('fra');
    for (const { name } of site.nodes) {
      const other = connect(site, { token: 'inventory', node: name });
      const status = await other.api.nodes.$('pve3').status.$get();
      expect(status).toMatchObject({
        pveversion: expect.stringContaining('9.2'),
      });
      await other.close();
    }
  });

  it('gives configuration values the types that the vendor gives them', async () => {
    const config = await peer.api.nodes.$('pve1').qemu.$(201).config.$get();
    expect(config).toMatchObject({
      cores: 2,
      memory: '4096',
      sockets: 1,
      name: 'orders-api-1',
    });
    expect(config.digest).toMatch(/^[0-9a-f]{40}$/);
    const container = await peer.api.nodes.$('pve2').lxc.$(210).config.$get();
    expect(container).toMatchObject({
      memory: 4096,
      unprivileged: 1,
      hostname: 'orders-postgres',
    });
  });

  it('reports the state of machines and containers differently', async () => {
    const machine = await peer.api.nodes
      .$('pve1')
      .qemu.$(201)
      .status.current.$get();
    expect(machine).toMatchObject({
      qmpstatus: 'running',
      agent: 1,
      ha: { managed: 0 },
    });
    expect(machine).toHaveProperty('pressurecpusome', 0);
    const container = await peer.api.nodes
      .$('pve2')
      .lxc.$(210)
      .status.current.$get();
    expect(container).toMatchObject({
      type: 'lxc',
      status: 'running',
      pressurecpusome: '0.00',
    });
  });

  it('lists storages of four kinds and what lies on them', async () => {
    const storages = await peer.api.nodes.$('pve1').storage.$get();
    expect(
      Object.fromEntries(storages.map(s => [s.storage, [s.type, s.shared]])),
    ).toEqual({
      local: ['dir', 0],
      'local-lvm': ['lvmthin', 0],
      'ceph-vm': ['rbd', 1],
      'nfs-backup': ['nfs', 1],
    });
    const content = await peer.api.nodes
      .$('pve1')
      .storage.$('local')
      .content.$get();
    expect(content).toContainEqual(
      expect.objectContaining({ content: 'iso', format: 'iso' }),
    );
  });

  it('shows bridges and a VLAN', async () => {
    const rows = await peer.api.nodes.$('pve1').network.$get();
    expect(rows.map(row => [row.iface, row.type])).toEqual(
      expect.arrayContaining([
        ['vmbr0', 'bridge'],
        ['vmbr1', 'bridge'],
        ['vmbr0.40', 'vlan'],
      ]),
    );
  });

  it('samples the past without gaps being null', async () => {
    const rows = await peer.api.nodes
      .$('pve1')
      .qemu.$(201)
      .rrddata.$get({ timeframe: 'hour' });
    expect(rows).toHaveLength(70);
    expect(rows[1].time - rows[0].time).toBe(60);
    expect(Object.values(rows[0])).not.toContain(null);
  });

  it('names its certificates by the fingerprint that clients pin', async () => {
    const site = simulator.site('fra');
    const nodes = await peer.api.nodes.$get();
    for (const { name, fingerprint } of site.nodes) {
      expect(nodes.find(n => n.node === name)?.ssl_fingerprint).toBe(
        fingerprint,
      );
    }
  });

  it('reuses a VMID on another site for another guest', async () => {
    const edge = connect(simulator.site('edge'), { token: 'inventory' });
    const rows = await edge.api.cluster.resources.$get({ type: 'vm' });
    expect(rows.find(row => row.id === 'qemu/101')?.name).toBe('edge-gateway');
    const status = await edge.api.cluster.status.$get();
    expect(status).toHaveLength(1);
    await edge.close();
  });

  it('lists what is below a path', async () => {
    const answer = await rawCall(simulator.site('fra'), {
      path: '/api2/json/',
    });
    expect(answer.json().data).toContainEqual({ subdir: 'nodes' });
  });

  it('counts calls by template, not by path', async () => {
    const site = simulator.site('fra');
    site.resetCalls();
    await peer.api.nodes.$('pve1').qemu.$(201).config.$get();
    await peer.api.nodes.$('pve2').qemu.$(202).config.$get();
    expect(site.calls()).toMatchObject({
      total: 2,
      byTemplate: { 'GET /nodes/{node}/qemu/{vmid}/config': 2 },
      maxConcurrentPerNode: { pve1: 1, pve2: 1 },
    });
  });
});
