import type { KubeRecording } from './types';
import { varyRecordings } from './vary';

it('renames an object in path, body and message, and leaves values alone', () => {
  const body = {
    metadata: { name: 'one', namespace: 'demo' },
    spec: { tags: ['demo'] },
  };
  const recording: KubeRecording = {
    family: 'create',
    index: 0,
    id: 'created',
    at: 0,
    writtenAt: 0,
    request: {
      method: 'POST',
      path: '/apis/g/v1/namespaces/demo/things/one?a=b',
      headers: [],
      body,
    },
    answer: {
      status: 409,
      headers: [],
      body: { message: 'things.g "one" already exists' },
    },
  };
  const [{ request, answer }] = varyRecordings([recording], 7);
  const name = /\/things\/(\w+one)\?/.exec(request.path)?.[1];
  expect(name).toMatch(/^\w\wone$/);
  expect(request.path).toMatch(/^\/apis\/g\/v1\/namespaces\/\w\wdemo\//);
  expect(request.body).toMatchObject({
    metadata: { name },
    spec: { tags: ['demo'] },
  });
  expect(answer.body).toEqual({
    message: `things.g "${name}" already exists`,
  });
});
