import { normaliseWire } from './normaliseWire';
import type { JsonObject } from './types';

function normalise(entry: JsonObject, handWritten = false) {
  return normaliseWire(entry, {
    id: 'set/file#0',
    set: handWritten ? 'go-proxmox' : 'fog-proxmox',
    file: 'file.json',
    index: 0,
    session: 'set/file#0',
    majorVersion: 6,
    handWritten,
  });
}

describe('normaliseWire', () => {
  it('puts query text and query objects into the target', () => {
    const text = normalise({
      method: 'GET',
      path: '/cluster/nextid',
      query: 'vmid=99',
    });
    const object = normalise({
      method: 'GET',
      path: '/cluster/nextid',
      query: { vmid: '99' },
    });
    expect(text.request.target).toBe('/api2/json/cluster/nextid?vmid=99');
    expect(object.request.query).toEqual([['vmid', '99']]);
  });

  it('takes forms as text or as object', () => {
    const text = normalise({
      method: 'POST',
      path: '/pools',
      form: 'poolid=a',
    });
    const object = normalise({
      method: 'POST',
      path: '/pools',
      form: { poolid: 'a=b' },
    });
    expect(text.request.body?.text).toBe('poolid=a');
    expect(object.request.body?.text).toBe('poolid=a%3Db');
  });

  it('removes the escapes of a mock written as a regular expression', () => {
    const { request } = normalise(
      {
        method: 'GET',
        path: '/nodes/n/storage/s/content/s:iso/debian-12\\\\.iso',
      },
      true,
    );
    expect(request.path).toBe('/nodes/n/storage/s/content/s:iso/debian-12.iso');
  });

  it('sees from a task id that a token was used', () => {
    const { request } = normalise({
      method: 'POST',
      path: '/nodes/n/qemu/100/status/start',
      body: {
        data: 'UPID:n:00000001:00000001:00000001:qmstart:100:root@pam!ci:',
      },
    });
    expect(request.credentials).toEqual({ kind: 'token', tokenId: 'ci' });
  });

  it('reads a set that records only the data member', () => {
    const { answer } = normalise({ method: 'GET', path: '/pools', data: [] });
    expect(answer).toMatchObject({ status: 200, body: { data: [] } });
    expect(answer.reason).toBeUndefined();
  });
});
