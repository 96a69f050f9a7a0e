import { connect, finish, Peer, rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('storages and backups with proxmox-api', () => {
  let simulator: Simulator;
  let peer: Peer;
  const site = () => simulator.site('fra');

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    peer = connect(site(), { login: site().user });
  });

  afterEach(async () => {
    await peer.close();
    await simulator.close();
  });

  it('backs a guest up, protects the copy and restores from it', async () => {
    const node = peer.api.nodes.$('pve2');
    const upid = await node.vzdump.$post({
      vmid: '210',
      storage: 'nfs-backup',
      mode: 'snapshot',
      compress: 'zstd',
      'notes-template': '{{guestname}} on {{node}}',
    });
    expect(await finish(simulator, upid)).toBe('OK');
    const rows = await node.storage
      .$('nfs-backup')
      .content.$get({ content: 'backup', vmid: 210 });
    const fresh = rows.find(row => row.notes === 'orders-postgres on pve2');
    expect(fresh).toMatchObject({
      subtype: 'lxc',
      vmid: 210,
      format: 'tar.zst',
    });
    const volid = String(fresh?.volid);
    const restored = await node.lxc.$post({
      vmid: 810,
      ostemplate: volid,
      restore: true,
      storage: 'local-lvm',
      hostname: 'copy',
    });
    expect(restored).toContain(':vzrestore:810:');
    expect(await finish(simulator, restored)).toMatch(/^(OK|WARNINGS: 1)$/);
    expect(await node.lxc.$(810).config.$get()).toMatchObject({
      memory: 4096,
      hostname: 'copy',
    });
    const removed = await rawCall(site(), {
      method: 'DELETE',
      path: `/api2/json/nodes/pve2/storage/nfs-backup/content/${encodeURIComponent(
        volid,
      )}`,
    });
    expect(await finish(simulator, removed.json().data)).toBe('OK');
    const protectedVolume =
      'nfs-backup%3Abackup%2Fvzdump-qemu-220-2026_11_20-02_10_31.vma.zst';
    const refused = await rawCall(site(), {
      method: 'DELETE',
      path: `/api2/json/nodes/pve2/storage/nfs-backup/content/${protectedVolume}`,
    });
    expect(refused.reason).toBe("can't remove protected backup");
  });

  it('locks a guest while its backup runs', async () => {
    const node = peer.api.nodes.$('pve1');
    const upid = await node.vzdump.$post({
      vmid: '201',
      storage: 'nfs-backup',
    });
    await simulator.clock.advance(10);
    await expect(node.qemu.$(201).config.$put({ cores: 4 })).rejects.toThrow(
      'VM is locked (backup)',
    );
    const start = await node.qemu.$(201).snapshot.$post({ snapname: 'x1' });
    expect(await finish(simulator, start)).toBe('VM is locked (backup)');
    expect(await finish(simulator, upid)).toBe('OK');
    await node.qemu.$(201).config.$put({ description: 'free again' });
  });

  it('keeps the newest backups when pruning', async () => {
    const node = peer.api.nodes.$('pve2');
    for (let round = 0; round < 3; round += 1) {
      await finish(
        simulator,
        await node.vzdump.$post({ vmid: '210', storage: 'nfs-backup' }),
      );
    }
    const storage = node.storage.$('nfs-backup');
    const options = { vmid: 210, 'prune-backups': 'keep-last=2' };
    const marks = await storage.prunebackups.$get(options);
    expect(marks.map(row => row.mark)).toEqual([
      'keep',
      'keep',
      'remove',
      'remove',
    ]);
    await finish(simulator, await storage.prunebackups.$delete(options));
    expect(
      await storage.content.$get({ content: 'backup', vmid: 210 }),
    ).toHaveLength(2);
  });

  it('makes, changes and removes storages and volumes', async () => {
    const made = await peer.api.storage.$post({
      storage: 'extra',
      type: 'dir',
      path: '/var/lib/extra',
      content: 'images,iso',
    });
    expect(made).toMatchObject({ storage: 'extra', type: 'dir' });
    const content = peer.api.nodes.$('pve1').storage.$('extra').content;
    const volid = await content.$post({
      vmid: 201,
      filename: 'vm-201-disk-9.raw',
      size: '1M',
    });
    expect(volid).toBe('extra:201/vm-201-disk-9.raw');
    const volume = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/storage/extra/content/extra%3A201%2Fvm-201-disk-9.raw',
    });
    expect(volume.json().data).toMatchObject({
      size: 1_048_576,
      format: 'raw',
      path: '/var/lib/extra/images/201/vm-201-disk-9.raw',
    });
    await peer.api.storage.$('extra').$put({ disable: true });
    const rows = await peer.api.nodes.$('pve1').storage.$get();
    expect(rows.find(row => row.storage === 'extra')).toMatchObject({
      enabled: 0,
      active: 0,
    });
    await peer.api.storage.$('extra').$delete();
    await expect(peer.api.storage.$('extra').$get()).rejects.toThrow(
      "storage 'extra' does not exist",
    );
  });

  it('downloads templates and images', async () => {
    const node = peer.api.nodes.$('pve1');
    const index = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/aplinfo',
    });
    const [appliance] = index.json().data as { template: string }[];
    const upid = await node.aplinfo.$post({
      storage: 'local',
      template: appliance.template,
    });
    expect(await finish(simulator, upid)).toBe('OK');
    await expect(
      node.aplinfo.$post({ storage: 'local', template: 'none' }),
    ).rejects.toThrow(/no such template/);
    const image = await node.storage.$('local')['download-url'].$post({
      content: 'iso',
      filename: 'x.iso',
      url: 'https://example.com/x.iso',
    });
    expect(await finish(simulator, image)).toBe('OK');
    const volids = (await node.storage.$('local').content.$get()).map(
      row => row.volid,
    );
    expect(volids).toEqual(
      expect.arrayContaining([
        `local:vztmpl/${appliance.template}`,
        'local:iso/x.iso',
      ]),
    );
  });

  it('pulls an image from a registry once', async () => {
    const pull = () =>
      rawCall(site(), {
        method: 'POST',
        path: '/api2/json/nodes/pve1/storage/local/oci-registry-pull',
        body: `reference=${encodeURIComponent(
          'docker.io/library/postgres:17',
        )}`,
      });
    expect(await finish(simulator, (await pull()).json().data)).toBe('OK');
    expect((await pull()).reason).toBe(
      "refusing to override existing file 'postgres_17.tar'",
    );
  });
});
