import { systemInventoryClock } from '../inventory/InventoryClock';
import { closeServers, startServer } from '../pve/__testUtils__/startServer';
import {
  describeWithKubeRecordings,
  KubeRecording,
  loadKubeRecordings,
  replay,
} from './__testUtils__/kubeRecordings';
import { KubeClient, KubeErrorKind, KubeLocation } from './client';
import { toKubeError } from './client/toKubeError';
import { discoverStack } from './discovery/discoverStack';
import { kubeKinds } from './discovery/kubeKinds';
import { Reflector } from './reflector/Reflector';
import { projections } from './watches/ManagementFacts';

const pools: KubeLocation = {
  group: 'ipam.cluster.x-k8s.io',
  version: 'v1alpha2',
  plural: 'globalinclusterippools',
};

describeWithKubeRecordings()('answers of a real API server', () => {
  let recordings: KubeRecording[];
  const find = (file: string, id: string) =>
    recordings.find(one => one.file === file && one.id === id)!;
  /** A client of a server that gives the recordings one after the other, and then the last one for ever. */
  const replayAll = async (choose: (url: URL) => KubeRecording | undefined) => {
    const server = await startServer((request, response) => {
      const chosen = choose(new URL(request.url, 'https://kube'));
      if (chosen) {
        replay(chosen, response);
      }
    });
    const client = KubeClient.create({
      name: 'mgmt',
      connection: { url: server.url, ca: server.certificate.cert, token: 't' },
      clock: {
        now: Date.now,
        sleep: async () => {},
        deadline: ms => AbortSignal.timeout(ms),
      },
    });
    return { client, server };
  };
  const inTurn = (...chosen: KubeRecording[]) => {
    const rest = [...chosen];
    return replayAll(() => (rest.length > 1 ? rest.shift() : rest[0]));
  };

  beforeAll(() => {
    recordings = loadKubeRecordings();
  });
  afterEach(closeServers);

  it('are named errors, each of the kind that its status says', () => {
    const expected: Record<number, KubeErrorKind[]> = {
      400: ['invalid'],
      401: ['unauthorized'],
      403: ['forbidden'],
      404: ['not-found'],
      405: ['invalid'],
      406: ['upstream'],
      409: ['already-exists', 'conflict'],
      410: ['expired'],
      413: ['invalid'],
      415: ['invalid'],
      422: ['invalid'],
      429: ['throttled'],
      500: ['invalid', 'upstream'],
      503: ['upstream'],
      504: ['timeout'],
    };
    const failed = recordings.filter(({ status }) => status >= 400);
    expect(failed.length).toBeGreaterThan(200);
    for (const { method, url, status, body, headers } of failed) {
      const error = toKubeError({
        source: 'mgmt',
        method,
        path: url.split('?')[0],
        status,
        body,
        retryAfter: headers.find(([name]) => name === 'Retry-After')?.[1],
      });
      expect(expected[status]).toContain(error.kind);
      expect(error.status).toBe(status);
      expect(error.message).not.toContain('[object');
      expect(error.causes.some(({ field }) => field === '<nil>')).toBe(false);
    }
  });

  it('of a wrong apply are faults of the request, though their status is 500', () => {
    const applied = recordings.filter(
      ({ status, body }) => status === 500 && body.includes('typed patch'),
    );
    expect(applied.length).toBeGreaterThan(0);
    for (const { url, status, body } of applied) {
      const error = toKubeError({
        source: 'mgmt',
        method: 'PATCH',
        path: url.split('?')[0],
        status,
        body,
      });
      expect(error.kind).toBe('invalid');
    }
  });

  it('name the fields and the manager of a conflict', () => {
    const conflict = recordings.find(
      ({ file, status, body }) =>
        file === 'server-side-apply.json' &&
        status === 409 &&
        body.includes('FieldManagerConflict'),
    )!;
    const { url, status, body } = conflict;
    const { causes } = toKubeError({
      source: 'mgmt',
      method: 'PATCH',
      path: url.split('?')[0],
      status,
      body,
    });
    expect(causes[0]).toMatchObject({
      reason: 'FieldManagerConflict',
      field: expect.stringMatching(/^\./),
    });
  });

  it('at first use are waited for', async () => {
    const { client } = await inTurn(
      find('list.json', 'first-use-429'),
      find('list.json', 'empty'),
    );
    expect((await client.list(pools)).items).toEqual([]);
  });

  it('in pages are read to the end', async () => {
    const { client, server } = await replayAll(url => {
      const token = url.searchParams.get('continue');
      if (!token) {
        return find('list.json', 'limit-1st');
      }
      return find(
        'list.json',
        token.includes('cG9vbC0z') ? 'limit-last' : 'limit-2nd',
      );
    });
    const first = await client.list(pools, { limit: 2 });
    expect(first.items).toHaveLength(2);
    const second = await client.list(pools, {
      limit: 2,
      continueToken: first.continueToken,
    });
    expect(second.continueToken).toBeDefined();
    expect(second.resourceVersion).toBe(first.resourceVersion);
    expect(server.received[1].url).toContain('continue=');
  });

  it('with an expired page are followed by a list in one piece', async () => {
    const expired = find('list-expired.json', 'custom-expired');
    const { client, server } = await replayAll(({ searchParams }) => {
      if (searchParams.get('watch')) {
        return undefined;
      }
      if (searchParams.get('continue')) {
        return expired;
      }
      return searchParams.get('limit')
        ? find('list-expired.json', 'custom-first')
        : find('list.json', 'all');
    });
    const reflector = await reflect(client, one => one.isSynced);
    expect(reflector.error).toBeUndefined();
    expect(reflector.items.size).toBe(5);
    expect(
      server.received.filter(({ url }) => url.includes('limit')),
    ).toHaveLength(2);
  });

  it('of a watch become objects that come, change and go', async () => {
    const { client } = await replayAll(({ searchParams }) => {
      if (!searchParams.get('watch')) {
        return find('list.json', 'empty');
      }
      return find('watch.json', 'from-rv');
    });
    const types: string[] = [];
    const events = client.watch(pools, {
      resourceVersion: '853',
      timeoutSeconds: 8,
      silenceMs: 5_000,
    });
    for await (const { type } of events) {
      types.push(type);
    }
    expect(types.filter(type => type !== 'BOOKMARK')).toEqual([
      'ADDED',
      'MODIFIED',
      'MODIFIED',
      'DELETED',
    ]);
    expect(types).toContain('BOOKMARK');
  });

  it('of a watch that is too old make a new list', async () => {
    let watches = 0;
    const { client, server } = await replayAll(({ searchParams }) => {
      if (!searchParams.get('watch')) {
        return find('list.json', 'all');
      }
      watches += 1;
      return watches === 1 ? find('watch.json', 'too-old') : undefined;
    });
    const reflector = await reflect(
      client,
      () => server.received.filter(({ url }) => !/watch/.test(url)).length > 1,
    );
    expect(reflector.error).toBeUndefined();
    expect(reflector.items.size).toBe(5);
  });

  it('tell which stack it is', async () => {
    const { client } = await replayAll(
      ({ pathname }) =>
        recordings.find(
          ({ file, url, method, body, id }) =>
            file === 'discovery.json' &&
            method === 'GET' &&
            url === pathname &&
            !id.startsWith('aggregated') &&
            (pathname !== '/apis' || body.includes('APIGroupList')) &&
            body.startsWith('{'),
        ) ?? find('discovery.json', 'unknown-group'),
    );
    const { stack, types, version } = await discoverStack(client);
    expect({ stack, version }).toEqual({
      stack: 'v1beta2',
      version: 'v1.36.2',
    });
    expect(types).toMatchObject({
      clusters: { version: 'v1beta2' },
      proxmoxMachines: { version: 'v1alpha2' },
      controlPlanes: { version: 'v1alpha2' },
    });
  });

  it('hold objects that are all understood', () => {
    let understood = 0;
    for (const [name, { plural }] of Object.entries(kubeKinds)) {
      const project = projections[name as keyof typeof projections];
      const bodies = recordings
        .filter(({ status, url }) => status < 300 && url.includes(`/${plural}`))
        .filter(({ body, isStream }) => !isStream && body.startsWith('{'))
        .map(({ body }) => JSON.parse(body))
        .flatMap(body => body.items ?? [body])
        .filter(({ kind, metadata }) => metadata?.name && kind !== 'Status');
      for (const body of bodies) {
        expect(project(body)).toMatchObject({ name: body.metadata.name });
        understood += 1;
      }
    }
    expect(understood).toBeGreaterThan(30);
  });

  /** Runs a reflector until the condition holds. */
  async function reflect(
    client: KubeClient,
    isDone: (reflector: Reflector<unknown>) => boolean,
  ) {
    const reflector: Reflector<unknown> = new Reflector<unknown>({
      client,
      collection: pools,
      project: object => object,
      clock: systemInventoryClock,
      onChange: () => {},
    });
    reflector.start();
    while (!isDone(reflector) && reflector.error === undefined) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    reflector.stop();
    await client.close();
    return reflector;
  }
});
