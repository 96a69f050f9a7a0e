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
});
