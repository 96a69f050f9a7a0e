import {
  eventually,
  ipam,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

const reference = (name: string) => ({ ...pool(name), name });
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

describe('watching', () => {
  let kube: TestKube;
  const client = () => kube.server.client('test-client');
  const revision = () => kube.server.store.revision;
  const types = (lines: { type: string }[]) => lines.map(line => line.type);

  beforeEach(async () => {
    kube = await startKube({ manual: true });
  });

  afterEach(() => kube.close());

  it('tells what happens after a revision, in order', async () => {
    const watch = kube.watch(
      `${pools}?watch=true&resourceVersion=${revision()}`,
    );
    expect(await watch.status).toBe(200);
    const made = client().create(pool('w', { tier: 'gold' }));
    client().patch(reference('w'), { metadata: { labels: { tier: null } } });
    client().delete(reference('w'));
    const lines = await watch.until(3);
    expect(types(lines)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(lines[0].object).toEqual(made);
    const versions = lines.map(l => Number(l.object.metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions[2]).toBe(revision());
    watch.stop();
  });

  it('replays what was missed, and shows what exists without a revision', async () => {
    const before = revision();
    client().create(pool('one'));
    client().create(pool('two'));
    const missed = kube.watch(`${pools}?watch=1&resourceVersion=${before}`);
    expect(types(await missed.until(2))).toEqual(['ADDED', 'ADDED']);
    client().delete(reference('one'));
    await missed.until(3);
    const fresh = kube.watch(`${pools}?watch=true`);
    const [line] = await fresh.until(1);
    expect(line.object.metadata.name).toBe('two');
    missed.stop();
    fresh.stop();
  });

  it('shows what leaves a selection as it was, under the new revision', async () => {
    const watch = kube.watch(
      `${pools}?watch=true&resourceVersion=${revision()}&labelSelector=tier%3Dgold`,
    );
    await watch.status;
    client().create(pool('quiet'));
    client().create(pool('w', { tier: 'gold' }));
    const left = client().patch(reference('w'), {
      metadata: { labels: { tier: 'silver' } },
    });
    client().delete(reference('w'));
    client().patch(reference('quiet'), {
      metadata: { labels: { tier: 'gold' } },
    });
    const lines = await watch.until(3);
    expect(types(lines)).toEqual(['ADDED', 'DELETED', 'ADDED']);
    const { metadata } = lines[1].object;
    expect(metadata.labels).toEqual({ tier: 'gold' });
    expect(metadata.resourceVersion).toBe(left.metadata.resourceVersion);
    watch.stop();
  });

  it('ends the initial events with a bookmark', async () => {
    client().create(pool('one'));
    const query =
      'watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
    const watch = kube.watch(`${pools}?${query}`);
    const lines = await watch.until(2);
    expect(types(lines)).toEqual(['ADDED', 'BOOKMARK']);
    expect(lines[1].object).toEqual({
      apiVersion: 'ipam.cluster.x-k8s.io/v1alpha2',
      kind: 'GlobalInClusterIPPool',
      metadata: {
        annotations: { 'k8s.io/initial-events-end': 'true' },
        resourceVersion: String(revision()),
      },
    });
    watch.stop();
    const bad = await kube.call({
      path: `${pools}?watch=true&sendInitialEvents=true`,
    });
    expect(bad.status).toBe(422);
  });

  it('sends a bookmark a minute and more before the end', async () => {
    const watch = kube.watch(
      `${pools}?watch=true&resourceVersion=${revision()}&allowWatchBookmarks=true&timeoutSeconds=75`,
    );
    await watch.status;
    await kube.clock.advance(59_000);
    expect(watch.lines).toEqual([]);
    await kube.clock.advance(2_000);
    await watch.until(1);
    await kube.clock.advance(13_000);
    expect(types(await watch.until(2))).toEqual(['BOOKMARK', 'BOOKMARK']);
    await kube.clock.advance(2_000);
    expect(await watch.ended).toBe('ended');
  });

  it('says in an event that a revision is forgotten', async () => {
    const watch = kube.watch(`${pools}?watch=true&resourceVersion=1`);
    expect(await watch.status).toBe(200);
    expect(await watch.ended).toBe('ended');
    expect(watch.lines).toMatchObject([
      {
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      },
    ]);
  });

  it('stays silent about the future and refuses nonsense', async () => {
    const watch = kube.watch(`${pools}?watch=true&resourceVersion=99999999`);
    expect(await watch.status).toBe(200);
    client().create(pool('unseen'));
    const nonsense = await kube.call({
      path: `${pools}?watch=true&resourceVersion=abc`,
    });
    expect(nonsense.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
      code: 500,
    });
    expect(watch.lines).toEqual([]);
    watch.stop();
  });

  it('knows the old path, and names columns of a table once', async () => {
    client().create(pool('one'));
    const old = kube.watch(`${ipam}/watch/globalinclusterippools`, table);
    await old.until(1);
    client().patch(reference('one'), { metadata: { labels: { a: 'b' } } });
    const [first, second] = await old.until(2);
    expect(first.object.columnDefinitions).toHaveLength(5);
    expect(second.object.columnDefinitions).toBeNull();
    old.stop();
  });

  describe('when something is wrong', () => {
    const query = () => `${pools}?watch=true&resourceVersion=${revision()}`;

    it('goes silent while the API restarts, and refuses connections', async () => {
      const watch = kube.watch(query());
      await watch.status;
      kube.server.inject({ kind: 'api-restarting' });
      client().create(pool('unseen'));
      await expect(kube.call({ path: pools })).rejects.toThrow('ECONNREFUSED');
      expect(watch.lines).toEqual([]);
      await kube.clock.advance(60_000);
      expect(await watch.ended).toBe('ended');
      expect(watch.lines).toEqual([]);
      await kube.server.clear('api-restarting');
      const { body } = await kube.call({ path: `${pools}/unseen` });
      expect(body.kind).toBe('GlobalInClusterIPPool');
    });

    it('initialises storage again after a restart', async () => {
      const other = await startKube({ initializesStorage: true });
      await other.call({ path: pools });
      await eventually(
        async () => (await other.call({ path: pools })).status === 200,
      );
      other.server.inject({ kind: 'api-restarting' });
      await other.server.clear();
      expect((await other.call({ path: pools })).status).toBe(429);
      await other.close();
    });

    it('cuts watches, old and new', async () => {
      const watch = kube.watch(query());
      await watch.status;
      kube.server.inject({ kind: 'watch-broken' });
      expect(await watch.ended).toBe('broken');
      expect(await kube.watch(query()).ended).toBe('broken');
      expect((await kube.call({ path: pools })).status).toBe(200);
      await kube.server.clear('watch-broken');
      const next = kube.watch(query());
      await next.status;
      client().create(pool('seen'));
      await next.until(1);
      next.stop();
    });

    it('keeps a silent watch open', async () => {
      kube.server.inject({ kind: 'watch-broken', mode: 'silent' });
      const watch = kube.watch(`${query()}&allowWatchBookmarks=true`);
      await watch.status;
      client().create(pool('unseen'));
      await kube.clock.advance(120_000);
      expect(watch.lines).toEqual([]);
      watch.stop();
    });

    it('turns callers away in plain text, and takes its time', async () => {
      kube.server.inject({ kind: 'too-many-requests' });
      const refused = await kube.call({ path: pools });
      expect(refused.status).toBe(429);
      expect(refused.text).toBe('Too many requests, please try again later.\n');
      expect(refused.headers['retry-after']).toBe('1');
      await kube.server.clear();
      kube.server.inject({ kind: 'api-slow', delayMs: 150 });
      const started = Date.now();
      await kube.call({ path: '/version' });
      expect(Date.now() - started).toBeGreaterThanOrEqual(140);
    });
  });
});
