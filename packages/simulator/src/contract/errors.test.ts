import { rawCall, RawRequest } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

const undefinedProperty =
  'property is not defined in schema and the schema does not allow additional properties';

describe('what goes wrong, to the letter', () => {
  let simulator: Simulator;
  const call = (request: RawRequest) => rawCall(simulator.site('fra'), request);

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterAll(() => simulator.close());

  it('puts the text into the reason phrase and, with a line break, into the body', async () => {
    const text =
      "Configuration file 'nodes/pve1/qemu-server/4711.conf' does not exist";
    const answer = await call({
      path: '/api2/json/nodes/pve1/qemu/4711/config',
    });
    expect([answer.status, answer.reason]).toEqual([500, text]);
    expect(answer.json()).toEqual({ data: null, message: `${text}\n` });
    expect(answer.headers).toMatchObject({
      connection: 'close',
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'max-age=0',
      pragma: 'no-cache',
      server: 'pve-api-daemon/3.0',
    });
    expect(answer.headers.expires).toBe(answer.headers.date);
  });

  it('answers 501 for what it does not know, path or method', async () => {
    const unknown = await call({ path: '/api2/json/nonexistent' });
    expect(unknown.reason).toBe("Method 'GET /nonexistent' not implemented");
    expect(unknown.json()).toEqual({
      data: null,
      message: "Method 'GET /nonexistent' not implemented",
    });
    const method = await call({ path: '/api2/json/version', method: 'DELETE' });
    expect([method.status, method.reason]).toEqual([
      501,
      "Method 'DELETE /version' not implemented",
    ]);
    const patch = await call({ path: '/api2/json/version', method: 'PATCH' });
    expect([patch.status, patch.reason, patch.text]).toEqual([
      501,
      "method 'PATCH' not available",
      '',
    ]);
    expect(patch.headers).not.toHaveProperty('content-length');
    expect(patch.headers).not.toHaveProperty('content-type');
  });

  it.each([
    ['GET', '/version?foo=1', undefined, { foo: undefinedProperty }],
    [
      'GET',
      '/cluster/resources?type=foo',
      undefined,
      {
        type: "value 'foo' does not have a value in the enumeration 'vm, storage, node, sdn'",
      },
    ],
    [
      'GET',
      '/cluster/resources?type=vm&type=node',
      undefined,
      { type: "type check ('string') failed - got ARRAY" },
    ],
    [
      'GET',
      '/nodes/pve1/qemu/abc/config',
      undefined,
      { vmid: "type check ('integer') failed - got 'abc'" },
    ],
    [
      'GET',
      '/cluster/nextid?vmid=201',
      undefined,
      { vmid: 'VM 201 already exists' },
    ],
    [
      'GET',
      '/nodes/pve1/storage/nope/status',
      undefined,
      { storage: 'No such storage.' },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'name=x',
      { vmid: 'property is missing and it is not optional' },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=50',
      { vmid: 'invalid format - value does not look like a valid VM ID\n' },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&name=under_score',
      { name: 'invalid format - value does not look like a valid DNS name\n' },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&scsi0=local',
      {
        scsi0:
          "invalid format - format error\nscsi0.file: invalid format - unable to parse volume ID 'local'\n\n",
      },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&memory=1',
      {
        memory:
          'invalid format - format error\nmemory.current: value must have a minimum value of 16\n',
      },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&net0=virtio%2Cbridge%3Dvmbr0%2Cfoo%3D1',
      {
        net0: `invalid format - format error\nnet0.foo: ${undefinedProperty}\n`,
      },
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&net0=virtio,bridge=vmbr0',
      {
        net0: 'invalid format - duplicate key in comma-separated list property: model\n',
      },
    ],
    [
      'PUT',
      '/nodes/pve1/qemu/201/config',
      'onboot=on',
      { onboot: "type check ('boolean') failed - got 'on'" },
    ],
    [
      'PUT',
      '/nodes/pve1/qemu/201/config',
      'delete=nosuch',
      { delete: "unknown option 'nosuch'" },
    ],
    [
      'PUT',
      '/nodes/pve1/qemu/201/config',
      'skiplock=1&memory=256',
      { skiplock: 'Only root may use this option.' },
    ],
    [
      'POST',
      '/nodes/pve1/qemu/201/snapshot',
      'snapname=1+bad',
      { snapname: "invalid format - invalid configuration ID '1 bad'\n" },
    ],
    [
      'POST',
      '/nodes/pve1/qemu/201/migrate',
      'target=pve1',
      { target: 'target is local node.' },
    ],
    [
      'GET',
      '/nodes/pve1/tasks/rubbish/status',
      undefined,
      { upid: 'unable to parse worker upid' },
    ],
    [
      'PUT',
      '/access/acl',
      'path=%2Fnonsense&roles=PVEVMUser&users=root%40pam',
      { path: "invalid ACL path '/nonsense'" },
    ],
  ])(
    '%s %s %s: names the parameter',
    async (...[method, path, body, errors]) => {
      const answer = await call({ method, path: `/api2/json${path}`, body });
      expect([answer.status, answer.reason]).toEqual([
        400,
        'Parameter verification failed.',
      ]);
      expect(answer.json()).toEqual({
        data: null,
        message: 'Parameter verification failed.\n',
        errors,
      });
    },
  );

  it.each([
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=210',
      "unable to create VM 210 - CT 210 already exists on node 'pve2'",
    ],
    [
      'POST',
      '/nodes/pve1/qemu',
      'vmid=901&scsi0=nostore%3A1',
      "storage 'nostore' does not exist",
    ],
    [
      'POST',
      '/nodes/pve1/lxc',
      'vmid=201&ostemplate=local%3Avztmpl%2Fx.tar.gz',
      "VM 201 already exists on node 'pve1'",
    ],
    [
      'POST',
      '/nodes/pve1/qemu/4711/clone',
      'newid=4712',
      "unable to find configuration file for VM 4711 on node 'pve1'",
    ],
    ['POST', '/nodes/pve3/qemu/231/status/reset', '', 'VM 231 not running'],
    ['PUT', '/nodes/pve1/qemu/201/config', '', 'no options specified'],
    [
      'PUT',
      '/nodes/pve1/qemu/201/config',
      'args=-foo',
      "only root can set 'args' config",
    ],
    [
      'POST',
      '/nodes/pve1/qemu/201/snapshot',
      'snapname=current',
      "unable to use snapshot name 'current' (reserved name)",
    ],
    [
      'GET',
      '/nodes/pve1/qemu/201/snapshot/zz/config',
      undefined,
      "snapshot 'zz' does not exist",
    ],
    [
      'POST',
      '/nodes/pve1/qemu/201/migrate',
      'target=pve9',
      "no such cluster node 'pve9'",
    ],
    [
      'GET',
      '/nodes/pve3/qemu/231/agent/get-osinfo',
      undefined,
      'VM 231 is not running',
    ],
    ['GET', '/pools/zz', undefined, "pool 'zz' does not exist"],
    [
      'POST',
      '/pools',
      'poolid=team-a',
      "create pool failed: pool 'team-a' already exists",
    ],
    [
      'DELETE',
      '/pools?poolid=team-a',
      undefined,
      "delete pool failed: pool 'team-a' is not empty (contains VM 201)",
    ],
    [
      'POST',
      '/storage',
      'storage=local&type=dir&path=%2Fx',
      "create storage failed: storage ID 'local' already defined",
    ],
    [
      'POST',
      '/storage',
      'storage=extra&type=dir',
      "missing value for required option 'path'",
    ],
    [
      'GET',
      '/cluster/ha/groups',
      undefined,
      'cannot index groups: ha groups have been migrated to rules',
    ],
    [
      'GET',
      '/cluster/ceph/status',
      undefined,
      'binary not installed: /usr/bin/ceph-mon',
    ],
    [
      'GET',
      '/nodes/pve9/status',
      undefined,
      "hostname lookup 'pve9' failed - failed to get address info for: pve9: Temporary failure in name resolution",
    ],
  ])(
    '%s %s %s: 500 with the cause',
    async (...[method, path, body, reason]) => {
      const answer = await call({ method, path: `/api2/json${path}`, body });
      expect([answer.status, answer.reason]).toEqual([500, reason]);
      expect(answer.json()).toEqual({ data: null, message: `${reason}\n` });
    },
  );

  it('accepts a start of an unknown machine and lets the task fail', async () => {
    const answer = await call({
      method: 'POST',
      path: '/api2/json/nodes/pve1/qemu/4711/status/start',
    });
    expect(answer.status).toBe(200);
    const upid = String(answer.json().data);
    const status = await call({
      path: `/api2/json/nodes/pve1/tasks/${encodeURIComponent(upid)}/status`,
    });
    expect(status.json().data).toMatchObject({
      status: 'stopped',
      exitstatus:
        "Configuration file 'nodes/pve1/qemu-server/4711.conf' does not exist",
    });
  });

  it('knows a task only on the node that its id names', async () => {
    const unknown =
      'UPID:pve1:00000001:00000001:66000000:qmstart:100:root@pam:';
    const status = await call({
      path: `/api2/json/nodes/pve1/tasks/${unknown}/status`,
    });
    expect(status.json().errors).toEqual({ upid: 'no such task' });
    const log = await call({
      path: `/api2/json/nodes/pve1/tasks/${unknown}/log`,
    });
    expect(log.json()).toEqual({
      data: [{ n: 1, t: 'unable to open file - No such file or directory' }],
      total: 1,
    });
  });

  it('wraps errors in a 200 for the GUI', async () => {
    const answer = await call({
      path: '/api2/extjs/nodes/pve1/qemu/4711/config',
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      success: 0,
      status: 500,
      data: null,
    });
    const parameters = await call({ path: '/api2/extjs/version?x=1' });
    expect(parameters.json()).toMatchObject({ success: 0, status: '400' });
  });
});
