import { normaliseExact } from './normaliseExact';
import { normaliseWire } from './normaliseWire';
import { OfficialSchema } from './officialSchema';
import { setKnowledge } from './plan/planWorld';
import { replaySession } from './replay';
import { ReplayServer } from './ReplayServer';
import type { JsonObject, Recording, Verdict } from './types';

const guest = '/nodes/{node}/qemu/{vmid}';
const text = { returns: { type: 'string' } };
const schema = OfficialSchema.from({
  '/version': {
    GET: {
      returns: {
        type: 'object',
        properties: {
          version: { type: 'string' },
          release: { type: 'string' },
          repoid: { type: 'string' },
        },
      },
    },
  },
  '/nodes/{node}/qemu': { POST: text },
  '/nodes/{node}/status': { GET: {} },
  '/nodes/{node}/tasks/{upid}/status': { GET: { returns: { type: 'object' } } },
  [`${guest}/config`]: { PUT: { returns: { type: 'null' } } },
  [`${guest}/status/start`]: { POST: text },
});

describe('replaySession', () => {
  let server: ReplayServer;

  beforeAll(async () => {
    server = await ReplayServer.start();
  });

  afterAll(() => server.close());

  async function replay(recordings: Recording[]): Promise<Verdict[]> {
    const knowledge = setKnowledge(recordings, schema);
    const outcomes = await replaySession(recordings, {
      server,
      knowledge: {
        schema,
        live: { keys: new Map(), contradictions: new Map() },
      },
      setKnowledge: () => knowledge,
    });
    return outcomes.map(({ verdict }) => verdict);
  }

  const exact = (entry: JsonObject) =>
    normaliseExact(
      {
        auth: 'ticket with CSRF token',
        headers: {
          Connection: 'close',
          'Content-Length': '1',
          'Content-Type': 'application/json;charset=UTF-8',
        },
        ...entry,
      },
      { id: 'pve-9.1-code/x.json#0', file: 'x.json', index: 0 },
    );

  const story = (entries: JsonObject[]) =>
    entries.map((entry, index) =>
      normaliseWire(
        { status: 200, reason: 'OK', ...entry },
        {
          id: `proxmox-go-sdk/Story.json#${index}`,
          set: 'proxmox-go-sdk',
          file: 'Story.json',
          index,
          session: 'proxmox-go-sdk/Story.json',
          majorVersion: 9,
          handWritten: false,
        },
      ),
    );

  const locked = (lock: string) =>
    exact({
      method: 'PUT',
      path: '/api2/json/nodes/rack7/qemu/815/config',
      requestBody: 'memory=256',
      statusLine: `HTTP/1.1 500 VM is locked (${lock})`,
      body: { data: null, message: `VM is locked (${lock})\n` },
    });

  it('arranges a lock and gets the recorded refusal to the letter', async () => {
    expect(await replay([locked('backup')])).toEqual([{ kind: 'reproduced' }]);
    expect(await replay([locked('migrate')])).toEqual([{ kind: 'reproduced' }]);
  });

  it('does not reproduce what no real server says', async () => {
    const recording = locked('backup');
    recording.answer.reason = 'VM is bolted (backup)';
    const [verdict] = await replay([recording]);
    expect(verdict).toMatchObject({ kind: 'different' });
    expect(JSON.stringify(verdict)).toContain('VM is locked (backup)');
  });

  it('takes a node down for the answer of a dead one', async () => {
    const dead = exact({
      method: 'GET',
      path: '/api2/json/nodes/rack8/status',
      statusLine: 'HTTP/1.1 595 No route to host',
      headers: { Connection: 'close' },
      body: '',
    });
    expect(await replay([dead])).toEqual([{ kind: 'reproduced' }]);
  });

  it('sends wrong credentials where they were refused', async () => {
    const refused = exact({
      name: 'auth-expired-token',
      auth: 'token',
      method: 'GET',
      path: '/api2/json/version',
      statusLine: 'HTTP/1.1 401 Authentication failed!',
      headers: { Connection: 'close' },
      body: '',
    });
    expect(await replay([refused])).toEqual([{ kind: 'reproduced' }]);
  });

  it('carries task ids through a story and lets its tasks end', async () => {
    const upid = (type: string) =>
      `UPID:rack7:00004675:0005B36F:6A4A8EED:${type}:816:root@pam!ci:`;
    const task = (type: string, state: JsonObject) => ({
      method: 'GET',
      path: `/nodes/rack7/tasks/${upid(type)}/status`,
      body: {
        data: {
          upid: upid(type),
          type,
          id: '816',
          node: 'rack7',
          user: 'root@pam',
          tokenid: 'ci',
          pid: 1,
          pstart: 1,
          starttime: 1,
          ...state,
        },
      },
    });
    const verdicts = await replay(
      story([
        {
          method: 'POST',
          path: '/nodes/rack7/qemu',
          form: { vmid: '816', name: 'story', scsi0: 'local:8' },
          body: { data: upid('qmcreate') },
        },
        task('qmcreate', { status: 'running' }),
        task('qmcreate', { status: 'stopped', exitstatus: 'OK' }),
        {
          method: 'POST',
          path: '/nodes/rack7/qemu/816/status/start',
          body: { data: upid('qmstart') },
        },
        task('qmstart', { status: 'stopped', exitstatus: 'OK' }),
      ]),
    );
    expect(verdicts).toEqual(Array(5).fill({ kind: 'reproduced' }));
  });
});
