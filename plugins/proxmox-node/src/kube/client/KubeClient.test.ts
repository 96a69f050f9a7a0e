import { ServerResponse } from 'node:http';
import { selfSigned } from '../../pve/__testUtils__/certificates';
import {
  Answer,
  closeServers,
  startServer,
} from '../../pve/__testUtils__/startServer';
import { KubeClient } from './KubeClient';
import { KubeError } from './KubeError';

const token = 'very-secret-token';
const clusters = {
  group: 'cluster.x-k8s.io',
  version: 'v1beta2',
  plural: 'clusters',
  namespace: 'tenant-team-a',
};
const acme = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'acme', namespace: 'tenant-team-a', uid: 'u-1' },
};

function send(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, code: number, more: object = {}) {
  send(response, code, { kind: 'Status', status: 'Failure', code, ...more });
}

describe('KubeClient', () => {
  const open: KubeClient[] = [];
  const connect = async (answer: Answer, more: object = {}) => {
    const server = await startServer(answer);
    const slept: number[] = [];
    const client = KubeClient.create({
      name: 'mgmt',
      connection: {
        url: `${server.url}/k8s/c-1/`,
        ca: server.certificate.cert,
        token,
      },
      clock: {
        now: Date.now,
        sleep: async milliseconds => {
          slept.push(milliseconds);
        },
        deadline: milliseconds => AbortSignal.timeout(milliseconds),
      },
      ...more,
    });
    open.push(client);
    return { client, server, slept };
  };
  const failureOf = async (call: Promise<unknown>): Promise<KubeError> => {
    const error = await call.then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(KubeError);
    expect(JSON.stringify([error, error.message])).not.toContain(token);
    return error;
  };

  afterEach(async () => {
    await Promise.all(open.splice(0).map(client => client.close()));
    await closeServers();
  });

  it('applies by field manager, strictly and never by force', async () => {
    const { client, server } = await connect((_, response) => {
      response.setHeader('warning', '299 - "v1beta1 is \\"old\\""');
      send(response, 201, acme);
    });
    const result = await client.apply(acme, {
      plural: 'clusters',
      fieldManager: 'rackstage',
      dryRun: true,
    });

    expect(result).toEqual({
      object: acme,
      created: true,
      warnings: ['v1beta1 is "old"'],
    });
    const [{ method, url, headers, body }] = server.received;
    expect({ method, url }).toEqual({
      method: 'PATCH',
      url: '/k8s/c-1/apis/cluster.x-k8s.io/v1beta2/namespaces/tenant-team-a/clusters/acme?fieldManager=rackstage&fieldValidation=Strict&dryRun=All',
    });
    expect(headers).toMatchObject({
      'content-type': 'application/apply-patch+yaml',
      authorization: `Bearer ${token}`,
    });
    expect(JSON.parse(body)).toEqual(acme);
  });

  it('deletes the object that was meant and no other', async () => {
    const { client, server } = await connect((request, response) =>
      request.body.includes('u-1')
        ? send(response, 200, acme)
        : refuse(response, 409, { reason: 'Conflict', message: 'uid differs' }),
    );
    const location = { ...clusters, name: 'acme' };
    expect(await client.delete(location, { uid: 'u-1' })).toBe(true);
    expect(JSON.parse(server.received[0].body)).toMatchObject({
      preconditions: { uid: 'u-1' },
    });
    const error = await failureOf(client.delete(location, { uid: 'u-2' }));
    expect(error.kind).toBe('conflict');
  });

  it('takes the deletion of what is gone for done', async () => {
    const { client } = await connect((_, response) => refuse(response, 404));
    const location = { ...clusters, name: 'acme' };
    expect(await client.delete(location, { uid: 'u-1' })).toBe(false);
  });

  it('patches, creates and reads', async () => {
    const { client, server } = await connect((request, response) =>
      request.url.includes('selfsubject')
        ? send(response, 201, {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            status: { allowed: true },
          })
        : send(response, 200, acme),
    );
    const location = { ...clusters, name: 'acme' };
    expect(await client.get(location)).toEqual(acme);
    await client.patch(location, { spec: {} }, { fieldManager: 'rackstage' });
    expect(server.received[1].headers['content-type']).toBe(
      'application/merge-patch+json',
    );
    const review = await client.create(
      {
        group: 'authorization.k8s.io',
        version: 'v1',
        plural: 'selfsubjectaccessreviews',
      },
      { spec: {} },
    );
    expect(review.object.status).toEqual({ allowed: true });
  });

  it('waits as long as the server asks for, but not for ever', async () => {
    const { client, slept, server } = await connect((_, response) => {
      response.setHeader('retry-after', '2');
      refuse(response, 429, { reason: 'TooManyRequests' });
    });
    const error = await failureOf(client.list(clusters));
    expect(error).toMatchObject({ kind: 'throttled', retryAfterMs: 2_000 });
    expect(slept).toEqual([2_000, 2_000, 2_000]);
    expect(server.received).toHaveLength(4);
  });

  it('tells nothing of what a refused Secret held', async () => {
    const { client } = await connect((_, response) =>
      refuse(response, 422, {
        reason: 'Invalid',
        message: 'data: "hunter2"',
        details: { causes: [{ field: 'data', message: 'hunter2' }] },
      }),
    );
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'credentials', namespace: 'tenant-team-a' },
    };
    const error = await failureOf(
      client.apply(secret, { plural: 'secrets', fieldManager: 'rackstage' }),
    );
    expect(error.kind).toBe('invalid');
    expect(JSON.stringify([error, error.message])).not.toContain('hunter2');
  });

  it('does not take a login page for an API server', async () => {
    const { client } = await connect((_, response) => {
      response.end('<html>Please sign in</html>');
    });
    const error = await failureOf(client.list(clusters));
    expect(error).toMatchObject({
      kind: 'unexpected-answer',
      reason: 'the answer is not JSON',
    });
  });

  it('does not take another JSON for a list', async () => {
    const { client } = await connect((_, response) =>
      send(response, 200, { hello: 'world' }),
    );
    const { kind, reason } = await failureOf(client.list(clusters));
    expect({ kind, reason }).toEqual({
      kind: 'unexpected-answer',
      reason: expect.stringContaining('items'),
    });
  });

  it('gives up at its deadline', async () => {
    const { client } = await connect(() => {}, { requestTimeoutMs: 100 });
    const { kind } = await failureOf(client.list(clusters));
    expect(kind).toBe('timeout');
  });

  it('sends no token to a server that it cannot trust', async () => {
    const server = await startServer((_, response) => {
      response.end();
    });
    const { cert } = await selfSigned();
    const client = KubeClient.create({
      name: 'mgmt',
      connection: { url: server.url, ca: cert, token },
    });
    open.push(client);
    const error = await failureOf(client.list(clusters));
    expect(error).toMatchObject({ kind: 'certificate', status: 0 });
    expect(error.nextStep).toContain('Set ca');
    expect(server.received).toEqual([]);
  });

  it('gives up a watch that says nothing, and one that is cut', async () => {
    const { client } = await connect(({ url }, response) => {
      response.writeHead(200);
      response.flushHeaders();
      if (url.includes('resourceVersion=2')) {
        response.write('{"type":"ADD');
        setTimeout(() => response.destroy(), 20);
      }
    });
    const watch = async (resourceVersion: string) => {
      const options = { resourceVersion, timeoutSeconds: 9, silenceMs: 150 };
      for await (const event of client.watch(clusters, options)) {
        throw new Error(`unexpected ${event.type}`);
      }
    };
    expect(await failureOf(watch('1'))).toMatchObject({
      kind: 'timeout',
      reason: 'nothing was heard for 0.15 s',
    });
    expect((await failureOf(watch('2'))).kind).toBe('unreachable');
  });
});
