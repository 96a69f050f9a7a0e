import type { JsonObject } from '../../fidelity/types';
import { replayKube } from './replayKube';
import type { KubeRecording } from './types';
import { worlds } from './worlds';

const path = '/api/v1/namespaces/demo/configmaps';
const uid = '00000000-0000-4000-8000-000000000001';
const time = '2026-11-21T22:48:20Z';

let index = 0;

interface Exchange {
  method?: string;
  path?: string;
  body?: JsonObject;
  headers?: [string, string][];
  answer: JsonObject;
  status?: number;
}

function recorded(exchange: Exchange): KubeRecording {
  index += 1;
  const { method = 'GET', answer, status = 200, body } = exchange;
  return {
    family: 'story',
    index,
    id: `step-${index}`,
    at: Date.parse(time) + index * 1000,
    writtenAt: Date.parse(time),
    request: {
      method,
      path: exchange.path ?? `${path}/one`,
      headers: [
        ['User-Agent', 'example-client/1.0'],
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer REDACTED'],
        ...(body
          ? [['Content-Type', 'application/json'] as [string, string]]
          : []),
        ...(exchange.headers ?? []),
      ],
      ...(body ? { body } : {}),
    },
    answer: {
      status,
      headers: [['Content-Type', 'application/json']],
      body: answer,
    },
  };
}

/** A ConfigMap as the recorder saw it. */
function seen(revision: number, data: JsonObject, manager = 'example-client') {
  const fields = Object.fromEntries(
    Object.keys(data).map(key => [`f:${key}`, {}]),
  );
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: {
      name: 'one',
      namespace: 'demo',
      uid,
      resourceVersion: String(revision),
      creationTimestamp: time,
      managedFields: [
        {
          manager,
          operation: 'Update',
          apiVersion: 'v1',
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { '.': {}, ...fields } },
        },
      ],
    },
    data,
  };
}

const sent = (data: JsonObject) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'one', namespace: 'demo' },
  data,
});

const created = recorded({
  method: 'POST',
  path,
  body: sent({ a: '1' }),
  answer: seen(500, { a: '1' }),
  status: 201,
});

async function play(...recordings: KubeRecording[]): Promise<string[][]> {
  const outcomes = await replayKube(recordings, worlds[0]);
  return outcomes.map(({ differences }) => differences);
}

describe('replay of what was recorded on one server', () => {
  it('makes what an answer shows that nobody was recorded to write', async () => {
    const other = recorded({ answer: seen(480, { a: '1' }, 'somebody') });
    expect(await play(other)).toEqual([[]]);
  });

  it('makes a later state by the writes that lie between', async () => {
    const later = recorded({ answer: seen(510, { a: '2' }) });
    expect(await play(created, later)).toEqual([[], []]);
  });

  it('never makes a state that an answer showed before: a wrong write stays wrong', async () => {
    const contradiction = recorded({ answer: seen(500, { a: 'other' }) });
    const [first, second] = await play(created, contradiction);
    expect(first).toEqual([]);
    expect(second).toEqual([expect.stringContaining('data.a')]);
  });

  it('notices that a write is answered otherwise', async () => {
    const again = { ...created, id: 'again' };
    const [, second] = await play(created, again);
    expect(second).toEqual([expect.stringMatching(/^status: simulated 409/)]);
  });

  it('notices an object that was deleted and is still shown', async () => {
    const deleted = recorded({
      method: 'DELETE',
      answer: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { name: 'one', kind: 'configmaps', uid },
      },
    });
    const shown = recorded({ answer: seen(500, { a: '1' }) });
    const [first, second, third] = await play(created, deleted, shown);
    expect([first, second]).toEqual([[], []]);
    expect(third).toEqual([expect.stringMatching(/^status: simulated 404/)]);
  });

  it('does not bring back what is changed after it was deleted', async () => {
    const deleted = recorded({
      method: 'DELETE',
      answer: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { name: 'one', kind: 'configmaps', uid },
      },
    });
    const changed = recorded({
      method: 'PUT',
      body: sent({ a: '2' }),
      answer: seen(520, { a: '2' }),
    });
    const [, , third] = await play(created, deleted, changed);
    expect(third).toEqual([expect.stringMatching(/^status: simulated 404/)]);
  });

  it('gives the recorder the role that a review tells of', async () => {
    const attributes = {
      namespace: 'demo',
      verb: 'list',
      group: '',
      resource: 'configmaps',
    };
    const reviews = '/apis/authorization.k8s.io/v1';
    const rules = recorded({
      method: 'POST',
      path: `${reviews}/selfsubjectrulesreviews`,
      body: { spec: { namespace: 'demo' } },
      answer: {
        status: {
          resourceRules: [
            { verbs: ['list'], apiGroups: [''], resources: ['configmaps'] },
          ],
        },
      },
      status: 201,
    });
    const review = recorded({
      method: 'POST',
      path: `${reviews}/selfsubjectaccessreviews`,
      body: { spec: { resourceAttributes: attributes } },
      answer: {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        metadata: {
          managedFields: [
            {
              manager: 'example-client',
              operation: 'Update',
              apiVersion: 'authorization.k8s.io/v1',
              time,
              fieldsType: 'FieldsV1',
              fieldsV1: {
                'f:spec': {
                  'f:resourceAttributes': {
                    '.': {},
                    ...Object.fromEntries(
                      Object.keys(attributes).map(key => [`f:${key}`, {}]),
                    ),
                  },
                },
              },
            },
          ],
        },
        spec: { resourceAttributes: attributes },
        status: {
          allowed: true,
          reason:
            'RBAC: allowed by RoleBinding "reader/demo" of Role "reader" to Group "tenant-acme-users"',
        },
      },
      status: 201,
    });
    const [, second] = await play(rules, review);
    expect(second).toEqual([]);
  });
});

describe('replay where controllers act', () => {
  const alive = worlds.find(({ controllerManager }) => controllerManager);
  const owner = { ...seen(500, { a: '1' }) };
  const dependant = {
    ...seen(501, { b: '1' }),
    metadata: {
      ...seen(501, { b: '1' }).metadata,
      name: 'two',
      uid: uid.replace(/1$/, '2'),
      ownerReferences: [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'one', uid },
      ],
    },
  };
  const deletion = recorded({
    method: 'DELETE',
    answer: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'one', kind: 'configmaps', uid },
    },
  });
  const gone = recorded({
    path: `${path}/two`,
    status: 404,
    answer: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'configmaps "two" not found',
      reason: 'NotFound',
      details: { name: 'two', kind: 'configmaps' },
      code: 404,
    },
  });
  /** Tells what there was: its own request comes long after all is over. */
  const told = [owner, dependant].map(object => recorded({ answer: object }));

  it('leaves what follows from a deletion to the collector', async () => {
    if (!alive) throw new Error('No world has a controller manager.');
    const outcomes = await replayKube([deletion, gone, ...told], alive);
    const differences = outcomes.slice(0, 2).map(each => each.differences);
    expect(differences).toEqual([[], []]);
    // and does not make again what the collector took
    expect(outcomes[2].differences).toEqual([
      expect.stringMatching(/^status: simulated 404/),
    ]);
  });
});
