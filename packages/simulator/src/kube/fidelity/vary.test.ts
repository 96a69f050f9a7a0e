import type { JsonObject } from '../../fidelity/types';
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
  const name = /\/things\/(\w+)\?/.exec(request.path)?.[1];
  expect(name).toMatch(/^o\w\wne$/);
  expect(request.path).toMatch(/^\/apis\/g\/v1\/namespaces\/d\w\wemo\//);
  expect(request.body).toMatchObject({
    metadata: { name },
    spec: { tags: ['demo'] },
  });
  expect(answer.body).toEqual({
    message: `things.g "${name}" already exists`,
  });
});

it('leaves managers, fields and generated names alone, and renames in prose', () => {
  const about = (
    message: string,
    metadata: JsonObject = {},
  ): KubeRecording => ({
    family: 'patch',
    index: 0,
    id: 'refused',
    at: 0,
    writtenAt: 0,
    request: {
      method: 'POST',
      path: '/apis/g/v1/namespaces/demo/things',
      headers: [],
      body: { metadata: { name: 'other', namespace: 'demo' } },
    },
    answer: { status: 409, headers: [], body: { message, metadata } },
  });
  const vary = (recording: KubeRecording) =>
    varyRecordings([recording], 7)[0].answer.body;
  const messageOf = (message: string) =>
    (vary(about(message)) as { message: string }).message;
  const conflict = 'conflict with "other": .spec.x';
  expect(messageOf(conflict)).toBe(conflict);
  const unknown = 'strict decoding error: unknown field "other"';
  expect(messageOf(unknown)).toBe(unknown);
  expect(messageOf('the name of the object (other) does not match')).toMatch(
    /\(o\w\wther\)/,
  );
  expect(messageOf('patch object (demo/other; v1, Kind=A): .a')).toMatch(
    /\(d\w\wemo\/o\w\wther; v1/,
  );
  expect(messageOf('namespace demo is being terminated')).toMatch(
    /d\w\wemo is/,
  );
  const generated = about('', { name: 'gen-ab1', generateName: 'gen-' });
  expect(vary(generated)).toMatchObject({ metadata: { name: 'gen-ab1' } });
});

it('gives objects other values, the same in request and answer', () => {
  const body = {
    spec: { memoryMiB: 4096, templateID: 9000, bridge: 'vmbr0', node: 'pve1' },
  };
  const recording: KubeRecording = {
    family: 'create',
    index: 0,
    id: 'created',
    at: 0,
    writtenAt: 0,
    request: { method: 'POST', path: '/api/v1/x', headers: [], body },
    answer: { status: 201, headers: [], body },
  };
  const [varied] = varyRecordings([recording], 3);
  expect(varied.answer.body).toEqual(varied.request.body);
  const { spec } = varied.answer.body as { spec: typeof body.spec };
  expect(spec.memoryMiB).not.toBe(4096);
  expect(spec.memoryMiB % 8).toBe(0);
  expect(spec.templateID).not.toBe(9000);
  expect([spec.bridge, spec.node]).not.toContain('vmbr0');
  expect(spec.node).not.toBe('pve1');
});
