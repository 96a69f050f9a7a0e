import type { KubeObject } from '../../object/types';
import {
  configMap,
  configMaps,
  pool,
  pools,
  startKube,
  TestKube,
} from '../__testUtils__/startKube';

const reviews = '/apis/authorization.k8s.io/v1';

describe('access', () => {
  let kube: TestKube;

  beforeAll(async () => {
    kube = await startKube({
      manual: true,
      users: [
        { name: 'admin', groups: ['system:masters'], token: 'admin-token' },
        { name: 'alice', uid: 'a', groups: ['team-a'], token: 'alice-token' },
        {
          name: 'portal',
          token: 'portal-token',
          rules: [
            {
              verbs: ['get', 'list', 'patch'],
              apiGroups: ['ipam.cluster.x-k8s.io'],
              resources: ['*'],
            },
          ],
        },
      ],
    });
    const role: KubeObject = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'reader', namespace: 'demo' },
      rules: [
        { verbs: ['get', 'list'], apiGroups: [''], resources: ['configmaps'] },
      ],
    };
    const binding: KubeObject = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader', namespace: 'demo' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'reader',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'team-a',
        },
      ],
    };
    const client = kube.server.client('test-client');
    client.create(role);
    client.create(binding);
    client.create(configMap('a'));
  });

  afterAll(() => kube.close());

  const review = async (as: string, attributes: object) => {
    const answer = await kube.call({
      method: 'POST',
      path: `${reviews}/selfsubjectaccessreviews`,
      body: { spec: { resourceAttributes: attributes } },
      as,
    });
    return answer;
  };

  it('tells nobody from a wrong token', async () => {
    const nobody = await kube.call({ path: configMaps, as: 'nobody-at-all' });
    expect(nobody.body).toMatchObject({
      code: 403,
      message:
        'configmaps is forbidden: User "system:anonymous" cannot list resource "configmaps" in API group "" in the namespace "demo"',
    });
    const headers = { Authorization: 'Bearer wrong' };
    const wrong = await kube.call({ path: configMaps, headers });
    expect(wrong.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
    expect(wrong.headers['www-authenticate']).toBeUndefined();
    const basic = { Authorization: 'Basic eDp5' };
    const other = await kube.call({ path: configMaps, headers: basic });
    expect(other.status).toBe(403);
  });

  it('forbids before it says what is there', async () => {
    const as = 'alice';
    for (const path of [`${pools}/nope`, `${pools}x`]) {
      expect((await kube.call({ path, as })).status).toBe(403);
    }
    const path = await kube.call({ path: '/metrics', as });
    expect(path.body.message).toBe(
      'forbidden: User "alice" cannot get path "/metrics"',
    );
    expect((await kube.call({ path: '/apis', as })).status).toBe(200);
  });

  it('follows stored roles and their bindings', async () => {
    const as = 'alice';
    expect((await kube.call({ path: configMaps, as })).status).toBe(200);
    const all = await kube.call({ path: '/api/v1/configmaps', as });
    expect(all.status).toBe(403);
    const remove = await kube.call({
      method: 'DELETE',
      path: `${configMaps}/a`,
      as,
    });
    expect(remove.body.message).toContain('cannot delete resource');
  });

  it('needs both rights to apply something new', async () => {
    const answer = await kube.call({
      method: 'PATCH',
      path: `${pools}/new?fieldManager=portal`,
      body: pool('new'),
      type: 'application/apply-patch+yaml',
      as: 'portal',
    });
    expect(answer.body.message).toBe(
      'globalinclusterippools.ipam.cluster.x-k8s.io "new" is forbidden: User "portal" cannot create resource "globalinclusterippools" in API group "ipam.cluster.x-k8s.io" at the cluster scope',
    );
  });

  it('reviews access, with the reason', async () => {
    const allowed = await review('alice', {
      namespace: 'demo',
      verb: 'list',
      resource: 'configmaps',
    });
    expect(allowed.status).toBe(201);
    expect(allowed.body.status).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "reader/demo" of Role "reader" to Group "team-a"',
    });
    const denied = await review('alice', {
      verb: 'list',
      resource: 'nothings',
    });
    expect(denied.body.status).toEqual({ allowed: false });
    const empty = await kube.call({
      method: 'POST',
      path: `${reviews}/selfsubjectaccessreviews`,
      body: { spec: {} },
    });
    expect(empty.body.message).toContain(
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
    const other = await kube.call({
      method: 'POST',
      path: `${reviews}/subjectaccessreviews`,
      body: {
        spec: {
          user: 'bob',
          groups: ['team-a'],
          resourceAttributes: {
            namespace: 'demo',
            verb: 'get',
            resource: 'configmaps',
          },
        },
      },
    });
    expect(other.body.status).toMatchObject({ allowed: true });
  });

  it('tells callers who they are and what they may', async () => {
    const rules = await kube.call({
      method: 'POST',
      path: `${reviews}/selfsubjectrulesreviews`,
      body: { spec: { namespace: 'demo' } },
      as: 'alice',
    });
    expect(rules.body.status).toMatchObject({
      resourceRules: expect.arrayContaining([
        { verbs: ['get', 'list'], apiGroups: [''], resources: ['configmaps'] },
      ]),
      incomplete: false,
    });
    const who = await kube.call({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {},
      as: 'alice',
    });
    expect(who.body.status).toEqual({
      userInfo: {
        username: 'alice',
        uid: 'a',
        groups: ['team-a', 'system:authenticated'],
      },
    });
    const token = await kube.call({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/tokenreviews',
      body: { spec: { token: 'wrong' } },
    });
    expect(token.body.status).toEqual({
      user: {},
      error: 'invalid bearer token',
    });
  });

  it('can do without anonymous callers', async () => {
    const closed = await startKube({ allowsAnonymous: false });
    const as = 'nobody-at-all';
    expect((await closed.call({ path: '/version', as })).status).toBe(401);
    await closed.close();
  });

  const whoAmI = (as: string, headers?: Record<string, string>) =>
    kube.call({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {},
      as,
      headers,
    });

  it('acts as whom the headers name, with their rights and no others', async () => {
    const headers = {
      'Impersonate-User': 'bob',
      'Impersonate-Group': 'team-a, team-b',
    };
    const bob = await whoAmI('admin', headers);
    expect(bob.body.status).toEqual({
      userInfo: {
        username: 'bob',
        groups: ['team-a', 'team-b', 'system:authenticated'],
      },
    });
    const read = await kube.call({ path: configMaps, as: 'admin', headers });
    expect(read.status).toBe(200);
    const alone = { 'Impersonate-User': 'bob' };
    const refused = await kube.call({
      path: configMaps,
      as: 'admin',
      headers: alone,
    });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      expect.stringContaining('User "bob" cannot list'),
    ]);
  });

  it('lets nobody be somebody else without the right to', async () => {
    const headers = { 'Impersonate-User': 'admin' };
    const refused = await kube.call({ path: configMaps, as: 'alice', headers });
    expect([refused.status, refused.body.message]).toEqual([
      403,
      expect.stringContaining(
        'User "alice" cannot impersonate-on:user-info:list resource "configmaps"',
      ),
    ]);
    const path = await kube.call({ path: '/version', as: 'alice', headers });
    expect(path.body.message).toContain('impersonate-on:user-info:get');
    const groups = { 'Impersonate-Group': 'system:masters' };
    const nameless = await kube.call({
      path: configMaps,
      as: 'admin',
      headers: groups,
    });
    expect([nameless.status, nameless.body.message]).toEqual([
      400,
      expect.stringContaining('without impersonating a user name'),
    ]);
  });

  it('lets those impersonate who have the right to a name', async () => {
    const client = kube.server.client('test-client');
    const rbac = 'rbac.authorization.k8s.io';
    client.create({
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRole',
      metadata: { name: 'impersonator' },
      rules: [
        {
          verbs: ['impersonate'],
          apiGroups: [''],
          resources: ['users'],
          resourceNames: ['bob'],
        },
      ],
    });
    client.create({
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'impersonator' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'impersonator' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'alice' }],
    });
    const bob = await whoAmI('alice', { 'Impersonate-User': 'bob' });
    expect(bob.status).toBe(201);
    const carol = await whoAmI('alice', { 'Impersonate-User': 'carol' });
    expect(carol.status).toBe(403);
    const group = await whoAmI('alice', {
      'Impersonate-User': 'bob',
      'Impersonate-Group': 'team-a',
    });
    expect(group.status).toBe(403);
  });

  it('issues tokens of service accounts that count until their time is up', async () => {
    const client = kube.server.client('test-client');
    client.create({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'portal', namespace: 'demo' },
    });
    const path = '/api/v1/namespaces/demo/serviceaccounts/portal/token';
    const request = (spec: object, as = 'admin') =>
      kube.call({ method: 'POST', path, body: { spec }, as });
    const issued = await request({ expirationSeconds: 600 });
    expect(issued.status).toBe(201);
    const { token } = issued.body.status as { token: string };
    const headers = { Authorization: `Bearer ${token}` };
    const who = await whoAmI('nobody-at-all', headers);
    expect(who.body.status).toMatchObject({
      userInfo: {
        username: 'system:serviceaccount:demo:portal',
        groups: expect.arrayContaining(['system:serviceaccounts:demo']),
      },
    });
    const as = 'nobody-at-all';
    const refused = await kube.call({ path: configMaps, as, headers });
    expect(refused.status).toBe(403);
    await kube.clock.advance(601_000);
    const late = await kube.call({ path: configMaps, as, headers });
    expect(late.status).toBe(401);
    const short = await request({ expirationSeconds: 5 });
    expect([short.status, short.body.message]).toEqual([
      422,
      expect.stringContaining('less than 10 minutes'),
    ]);
    expect((await request({}, 'alice')).status).toBe(403);
    const read = await kube.call({ path, as: 'admin' });
    expect(read.status).toBe(405);
  });
});
