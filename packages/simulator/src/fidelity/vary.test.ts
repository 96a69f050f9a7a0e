import { varyEntries } from './vary';
import { normaliseExact } from './normaliseExact';
import type { JsonObject } from './types';

const entries: JsonObject[] = [
  {
    name: 'vm-status',
    method: 'GET',
    path: '/api2/json/nodes/pve1/qemu/300/status/current',
    statusLine: 'HTTP/1.1 200 OK',
    headers: { 'Content-Length': '300' },
    body: { data: { vmid: 300, name: 'rec300', uptime: 300 } },
  },
  {
    name: 'vm-create-duplicate',
    method: 'POST',
    path: '/api2/json/nodes/pve1/qemu',
    requestBody: 'vmid=300&scsi0=extra%3A300%2Fvm-300-disk-0.raw&name=web-1',
    statusLine:
      "HTTP/1.1 500 unable to create VM 300 - VM 300 already exists on node 'pve1'",
    body: {
      data: 'UPID:pve1:00000300:0003C07C:6B0212B0:qmcreate:300:joe@pve!t1:',
    },
  },
  {
    method: 'GET',
    path: '/api2/json/nodes/pve1/storage/extra/content?vmid=300',
    statusLine: 'HTTP/1.1 400 Parameter verification failed.',
    body: { errors: { vmid: "type check ('integer') failed - got 'rubbish'" } },
  },
  {
    method: 'PUT',
    path: '/api2/json/nodes/pve1/qemu/300/config',
    requestBody: 'memory=192&description=hello+world',
    statusLine: 'HTTP/1.1 200 OK',
    body: { data: null },
  },
];

function normalised(seed: number) {
  return varyEntries(entries, seed).map((entry, index) =>
    normaliseExact(entry, { id: `set/file#${index}`, file: 'file', index }),
  );
}

describe('varyEntries', () => {
  it('renames consistently in paths, bodies, task ids and reasons', () => {
    const [status, create, content] = normalised(1);
    const [, , node, , vmid] = status.request.path.split('/').slice(0, 5);
    const [, renamedNode, , renamedVmid] = status.request.path
      .split('/')
      .slice(1);
    expect(node).not.toBe('pve1');
    expect(renamedVmid).not.toBe('300');
    expect(vmid).toBe(renamedVmid);
    expect(create.answer.reason).toBe(
      `unable to create VM ${renamedVmid} - VM ${renamedVmid} already exists on node '${renamedNode}'`,
    );
    expect(create.request.body?.text).toContain(`vmid=${renamedVmid}&`);
    expect(create.request.body?.text).toContain(`vm-${renamedVmid}-disk-0.raw`);
    expect(create.answer.body).toMatchObject({
      data: expect.stringContaining(`:qmcreate:${renamedVmid}:`),
    });
    expect(content.request.query).toEqual([['vmid', renamedVmid]]);
    expect(content.request.path).not.toContain('extra');
  });

  it('leaves numbers, codes and headers alone that only look like ids', () => {
    const [status] = normalised(1);
    expect(status.answer.status).toBe(200);
    expect(status.answer.headers).toEqual({ 'content-length': '300' });
    expect(status.answer.body).toMatchObject({ data: { uptime: 300 } });
  });

  it('changes free parameters of accepted requests', () => {
    const [, , , put] = normalised(1);
    expect(put.request.body?.text).not.toBe(
      'memory=192&description=hello+world',
    );
    expect(put.request.body?.text).toMatch(
      /^memory=\d+&description=hello\+world\w+$/,
    );
  });

  it('depends on the seed and on nothing else', () => {
    expect(normalised(1)).toEqual(normalised(1));
    expect(normalised(1)).not.toEqual(normalised(2));
  });
});
