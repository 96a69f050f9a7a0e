import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecordings } from './loadRecordings';

describe('loadRecordings', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(set: string, file: string, content: unknown) {
    mkdirSync(join(folder, set), { recursive: true });
    writeFileSync(join(folder, set, file), JSON.stringify(content));
  }

  it('counts every entry of every file and says what its set is worth', () => {
    const entry = {
      method: 'GET',
      path: '/version',
      status: 200,
      body: { data: {} },
    };
    write('go-proxmox', 'pve7x.json', [entry, entry]);
    write('proxmox-go-sdk', 'Story.json', [entry, entry]);
    write('pulse', 'pve9_node_rrddata.json', { data: [] });
    const recordings = loadRecordings(folder);
    expect(recordings).toHaveLength(5);
    expect(recordings[0]).toMatchObject({ handWritten: true, majorVersion: 7 });
    expect(recordings[2].session).toBe(recordings[3].session);
    expect(recordings[0].session).not.toBe(recordings[1].session);
    expect(recordings[4].request.path).toBe('/nodes/pve1/rrddata');
  });

  it('refuses a set it cannot read, rather than leave it out', () => {
    write('new-set', 'a.json', [{ request: 1 }]);
    expect(() => loadRecordings(folder)).toThrow(/new-set.*write a normaliser/);
  });

  it('reads variants of a set, and sets without a folder, by their form', () => {
    const exact = {
      name: 'version',
      method: 'GET',
      path: '/api2/json/version',
      statusLine: 'HTTP/1.1 200 OK',
    };
    write('pve-9.1-code-renamed', 'a.json', [exact]);
    write('elsewhere', 'b.json', [exact]);
    write('.', 'c.json', [exact]);
    const recordings = loadRecordings(folder);
    expect(recordings.map(({ set }) => set)).toEqual([
      'pve-9.1-code',
      'pve-9.1-code',
      'pve-9.1-code',
    ]);
  });

  it('refuses an empty folder and a file that is no JSON', () => {
    expect(() => loadRecordings(folder)).toThrow('holds no recordings');
    mkdirSync(join(folder, 'pulse'));
    writeFileSync(join(folder, 'pulse', 'x.json'), 'not JSON');
    expect(() => loadRecordings(folder)).toThrow('pulse/x.json holds no JSON');
  });
});
