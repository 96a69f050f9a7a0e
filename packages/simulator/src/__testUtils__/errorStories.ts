import { rawCall } from './peer';
import { grant, OwnWorld, WireReply } from './wire';
import { WorldBuilder } from '../pve/world/WorldBuilder';

/** A way to meet an error; gives the answer or the exit status of a task. */
export type ErrorStory = (world: OwnWorld) => Promise<WireReply | string>;

const machine = '/nodes/pve1/qemu/100';
const stopped = '/nodes/pve1/qemu/101';
const container = '/nodes/pve1/lxc/200';
const upid = 'UPID:pve1:00000001:00000001:66000000:qmstart:100:root@pam:';

/** The world in which the stories happen. */
export function populateForErrors(builder: WorldBuilder): void {
  builder
    .addNode({ name: 'pve1' })
    .addNode({ name: 'pve2' })
    .addNode({ name: 'pve' })
    .addStorage({ id: 'local', type: 'dir', content: ['vztmpl', 'images'] })
    .addStorage({ id: 'local-lvm', type: 'lvmthin' })
    .addStorage({ id: 'ceph', type: 'rbd' })
    .addPool({ id: 'pool1' })
    .addVolume({ volid: 'local:vztmpl/postgres_17.tar', content: 'vztmpl' });
  const machines: [number, string, 'running' | 'stopped'][] = [
    [100, 'local-lvm:vm-100-disk-0,size=4G', 'running'],
    [101, 'ceph:vm-101-disk-0,size=4G', 'stopped'],
    [105, 'ceph:vm-105-disk-0,size=4G', 'stopped'],
  ];
  for (const [vmid, scsi0, status] of machines) {
    builder.addGuest({
      type: 'qemu',
      vmid,
      node: 'pve1',
      status,
      config: { scsi0, agent: 'enabled=1' },
      obeysShutdown: false,
    });
  }
  builder
    .addGuest({
      type: 'qemu',
      vmid: 190,
      node: 'pve1',
      isTemplate: true,
      config: { scsi0: 'ceph:base-190-disk-0,size=4G' },
    })
    .addGuest({ type: 'lxc', vmid: 200, node: 'pve1', status: 'running' })
    .addGuest({ type: 'lxc', vmid: 201, node: 'pve1', status: 'stopped' });
  grant(builder, 'nobody', {});
  grant(builder, 'tenant', {
    '/vms': [
      'VM.Allocate',
      'VM.Audit',
      'VM.Config.Network',
      'VM.Config.Options',
    ],
  });
}

const task =
  (start: (world: OwnWorld) => Promise<WireReply>): ErrorStory =>
  async world =>
    world.finish(await start(world));

/** Puts a guest under a lock before the story goes on. */
const locked = async (world: OwnWorld, guest: string, lock: string) =>
  world.root.put(`${guest}/config`, { lock, skiplock: 1 });

const plain = (
  world: OwnWorld,
  method: string,
  extra: { body?: string; headers?: Record<string, string> } = {},
) =>
  rawCall(world.site, {
    path: '/api2/json/version',
    anonymous: true,
    method,
    body: extra.body,
    headers: {
      Authorization:
        'PVEAPIToken=nobody@pve!test=00000000-0000-4000-8000-6e6f626f6479',
      ...extra.headers,
    },
  }).then(answer => ({ ...answer, data: undefined }));

const clone = (world: OwnWorld, vmid: number, form: Record<string, string>) =>
  world.root.post(`/nodes/pve1/qemu/${vmid}/clone`, { newid: '300', ...form });

/** By the text of the answer; of a 400 by the texts of its errors. */
export const errorStories: Record<string, ErrorStory> = {
  'No ticket': async world => {
    const answer = await rawCall(world.site, {
      path: '/api2/json/version',
      anonymous: true,
    });
    return { ...answer, data: undefined };
  },
  'Authentication failed!': world =>
    plain(world, 'GET', {
      headers: { Authorization: 'PVEAPIToken=nobody@pve!test=wrong' },
    }),
  'authentication failure': world =>
    world.root.post('/access/ticket', { username: 'root@pam', password: 'x' }),
  'Permission denied - invalid csrf token': async world => {
    const session = await world.root.post<{ ticket: string }>(
      '/access/ticket',
      { username: 'root@pam', password: 'password-of-root' },
    );
    const answer = await rawCall(world.site, {
      method: 'POST',
      path: '/api2/json/pools',
      body: 'poolid=x',
      anonymous: true,
      headers: { Cookie: `PVEAuthCookie=${session.data.ticket}` },
    });
    return { ...answer, data: undefined };
  },
  "Permission check failed (URI '/access/ticket' not available with API token, need proper ticket.":
    world =>
      world
        .as('nobody')
        .post('/access/ticket', { username: 'root@pam', password: 'x' }),
  'Permission check failed (/vms/100, VM.PowerMgmt)': world =>
    world.as('nobody').post(`${machine}/status/start`),
  'Permission check failed': world =>
    world.as('nobody').post('/nodes/pve1/qemu', { vmid: 300 }),
  'Permission check failed (/sdn/zones/localnetwork/vmbr0, SDN.Use)': world =>
    world
      .as('tenant')
      .put(`${machine}/config`, { net0: 'virtio,bridge=vmbr0' }),
  'Permission check failed (user != root@pam)': world =>
    world
      .as('tenant')
      .post(
        '/nodes/pve1/storage/local/content/local:vztmpl%2Fpostgres_17.tar',
        { target: 'local:vztmpl/y.tar' },
      ),
  'Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)':
    world =>
      world.as('tenant').put(`${container}/config`, { features: 'fuse=1' }),
  "Permission check failed (pool 'x' does not exist)": world =>
    world.root.post('/nodes/pve1/qemu', { vmid: 300, pool: 'x' }),
  "Permission check failed (/, Sys.Modify for modifying tag 'x')":
    async world => {
      await world.root.put('/cluster/options', { 'registered-tags': 'x' });
      return world.as('tenant').put(`${machine}/config`, { tags: 'x' });
    },
  'property is not defined in schema and the schema does not allow additional properties':
    world => world.root.get('/version', { bogus: 1 }),
  'property is missing and it is not optional': world =>
    world.root.post(`${machine}/clone`),
  "type check ('integer') failed - got 'abc'": world =>
    world.root.post(`${machine}/clone`, { newid: 'abc' }),
  "value 'x' does not have a value in the enumeration 'hour, day, week, month, year'":
    world => world.root.get(`${machine}/rrddata`, { timeframe: 'x' }),
  'invalid format - value does not look like a valid VM ID\n': world =>
    world.root.post('/nodes/pve1/qemu', { vmid: 99 }),
  'VM 100 already exists': world =>
    world.root.get('/cluster/nextid', { vmid: 100 }),
  'unable to parse worker upid': world =>
    world.root.get('/nodes/pve1/tasks/rubbish/status'),
  'no such task': world => world.root.get(`/nodes/pve1/tasks/${upid}/status`),
  'no such template': world =>
    world.root.post('/nodes/pve1/aplinfo', { storage: 'local', template: 'x' }),
  'invalid format - invalid urlencoded string: ssh-ed25519 AAAA...\n': world =>
    world.root.put(`${machine}/config`, { sshkeys: 'ssh-ed25519 AAAA...' }),
  "Configuration file 'nodes/pve1/qemu-server/101.conf' does not exist":
    async world => {
      await world.finish(await world.root.delete(stopped));
      return world.root.get(`${stopped}/config`);
    },
  "unable to create VM 100 - VM 100 already exists on node 'pve'":
    async world => {
      world.site.world.guests.get(100)!.node = 'pve';
      return world.root.post('/nodes/pve1/qemu', { vmid: 100 });
    },
  "CT 100 already exists on node 'pve'": async world => {
    const { guests } = world.site.world;
    Object.assign(guests.get(100)!, { type: 'lxc', node: 'pve' });
    return world.root.post('/nodes/pve1/lxc', {
      vmid: 100,
      ostemplate: 'local:vztmpl/postgres_17.tar',
    });
  },
  'unable to create VM 105: config file already exists': world =>
    clone(world, 100, { newid: '105' }),
  "can't clone VM to node 'pve2' (VM uses local storage)": world =>
    clone(world, 100, { target: 'pve2' }),
  "can't clone to non-shared storage 'local-lvm'": world =>
    clone(world, 101, { target: 'pve2', storage: 'local-lvm' }),
  "parameter 'storage' not allowed for linked clones": world =>
    clone(world, 190, { storage: 'ceph' }),
  "Linked clone feature is not supported for 'local-lvm:vm-100-disk-0' (scsi0)":
    world => clone(world, 100, { full: '0' }),
  'VM is locked (clone)': async world => {
    await locked(world, machine, 'clone');
    return world.root.put(`${machine}/config`, { cores: 1 });
  },
  'checksum mismatch (file change by other user?)': world =>
    world.root.put(`${machine}/config`, { cores: 1, digest: 'a'.repeat(40) }),
  'no options specified': world => world.root.put(`${machine}/config`),
  "only root can set 'args' config": world =>
    world.as('tenant').put(`${machine}/config`, { args: '-x' }),
  'No QEMU guest agent configured': async world => {
    delete world.site.world.guests.get(100)!.config.agent;
    return world.root.post(`${machine}/agent/ping`);
  },
  'VM 100 is not running': async world => {
    world.site.world.guests.get(100)!.status = 'stopped';
    return world.root.post(`${machine}/agent/ping`);
  },
  'QEMU guest agent is not running': world =>
    world.root.post(`${machine}/agent/ping`),
  'VM 100 already running': task(world =>
    world.root.post(`${machine}/status/start`),
  ),
  'CT 200 already running': world =>
    world.root.post(`${container}/status/start`),
  'CT 200 not running': async world => {
    await world.finish(await world.root.post(`${container}/status/stop`));
    return world.root.post(`${container}/status/shutdown`);
  },
  'VM 100 not running': async world => {
    await world.finish(await world.root.post(`${machine}/status/stop`));
    return world.root.post(`${machine}/status/reset`);
  },
  'VM quit/powerdown failed - got timeout': task(world =>
    world.root.post(`${machine}/status/shutdown`),
  ),
  'VM 100 is running - destroy failed': world => world.root.delete(machine),
  "snapshot name 'x' already used": task(async world => {
    world.site.world.guests.get(100)!.snapshots.push({
      name: 'xx',
      time: 0,
      withMemory: false,
      config: {},
    });
    return world.root.post(`${machine}/snapshot`, { snapname: 'xx' });
  }),
  'snapshot feature is not available': task(async world => {
    await world.root.put(`${machine}/config`, { scsi1: 'local:1,format=raw' });
    return world.root.post(`${machine}/snapshot`, { snapname: 'one' });
  }),
  "unable to use snapshot name 'current' (reserved name)": world =>
    world.root.post(`${machine}/snapshot`, { snapname: 'current' }),
  "snapshot 'x' does not exist": world =>
    world.root.get(`${machine}/config`, { snapshot: 'xx' }),
  'shrinking disks is not supported': task(world =>
    world.root.put(`${machine}/resize`, { disk: 'scsi0', size: '1G' }),
  ),
  "refusing to override existing file 'postgres_17.tar'": world =>
    world.root.post('/nodes/pve1/storage/local/oci-registry-pull', {
      reference: 'docker.io/library/postgres:17',
    }),
  'No route to host': async world => {
    world.site.inject({ kind: 'node-down', node: 'pve2' });
    await world.simulator.clock.advance(60_000);
    return world.root.get('/nodes/pve2/status');
  },
  "Method 'GET /nodes/pve2/nothing' not implemented": world =>
    world.root.get('/nodes/pve2/nothing'),
  "method 'PATCH' not available": world => plain(world, 'PATCH'),
  "Unexpected content for method 'DELETE'": world =>
    plain(world, 'DELETE', { body: 'x=1' }),
  'chunked transfer encoding not supported': world =>
    plain(world, 'POST', { headers: { 'Transfer-Encoding': 'chunked' } }),
  'for data too large': world =>
    plain(world, 'POST', { body: `x=${'y'.repeat(512 * 1024)}` }),
  "upload 'Content-Type 'text/plain' not implemented": world =>
    plain(world, 'POST', {
      body: 'x',
      headers: { 'Content-Type': 'text/plain', 'Content-Length': '1' },
    }),
  'cannot index groups: ha groups have been migrated to rules': world =>
    world.root.get('/cluster/ha/groups'),
  "create ha rule failed: 400 Rule 'sdk-itest-placement' is invalid.": world =>
    world.root.post('/cluster/ha/rules', {
      rule: 'sdk-itest-placement',
      type: 'resource-affinity',
      affinity: 'negative',
      resources: 'vm:100,vm:101,vm:105,vm:190',
    }),
  'cluster not ready - no quorum?': world => {
    world.site.inject({ kind: 'no-quorum' });
    return world.root.post(`${machine}/status/start`);
  },
};

/** Answers that the simulator does not give, and why. */
export const errorsNotGiven: Record<string, string> = {
  'permission denied - invalid PVE ticket': 'releases before 9.1.5',
  'invalid token value!': 'releases before 9.1.5',
  "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout":
    'a call waits ten seconds; only the clone task is simulated',
  "clone failed: can't lock file '/var/lock/pve-manager/pve-storage-local-lvm' - got timeout":
    'storage locks are not simulated',
  "hostname lookup 'nope' failed - failed to get address info for: nope: Name or service not known":
    'the text of another resolver; the recorded one is given',
  'tls_process_server_certificate: certificate verify failed':
    'names outside of the cluster do not resolve',
  'Connection timed out': 'as 596; the simulator gives 595 with this text',
  'Too many redirections': 'faults of the inner client',
  'Connection refused': 'the daemon behind the proxy has no fault of its own',
  'Moved Permanently': 'see transport.test.ts: it takes a plain connection',
  "create pool failed: error during cfs-locked 'file-user_cfg' operation: pool 'pool1' already exists":
    'release 6; the text of 9 is in errors.test.ts',
};
