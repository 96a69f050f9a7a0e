import { Writer } from 'protobufjs/minimal';
import { StatusError } from '../StatusError';
import { decodeMessage } from './decodeMessage';
import { envelopeMagic, readEnvelope } from './readEnvelope';
import { writeStatus } from './writeStatus';

type Write = (writer: Writer) => void;

function message(...writes: Write[]): Uint8Array {
  const writer = Writer.create();
  writes.forEach(write => write(writer));
  return writer.finish();
}

const text =
  (number: number, value: string): Write =>
  writer => {
    writer.uint32((number << 3) | 2).string(value);
  };
const inner =
  (number: number, ...writes: Write[]): Write =>
  writer => {
    writer.uint32((number << 3) | 2).bytes(message(...writes));
  };
const integer =
  (number: number, value: number): Write =>
  writer => {
    writer.uint32(number << 3).int64(value);
  };

function envelope(apiVersion: string, kind: string, ...writes: Write[]) {
  const unknown = message(
    inner(1, text(1, apiVersion), text(2, kind)),
    inner(2, ...writes),
    text(3, ''),
    text(4, ''),
  );
  return Buffer.concat([envelopeMagic, unknown]);
}

/** Metadata as Go writes it: every text and number, empty or not. */
const metadata = inner(
  1,
  text(1, 'one'),
  text(2, ''),
  integer(7, 0),
  inner(8),
  inner(11, text(1, 'a'), text(2, 'b')),
  text(14, 'example.org/hold'),
);

function problem(body: Buffer): StatusError {
  try {
    readEnvelope(body);
  } catch (error) {
    return error as StatusError;
  }
  throw new Error('The body was read.');
}

it('reads an object as the JSON that means the same', () => {
  const body = envelope(
    'v1',
    'ConfigMap',
    metadata,
    inner(2, text(1, 'key'), text(2, '')),
    inner(2, text(1, 'other'), text(2, 'value')),
    inner(3, text(1, 'binary'), text(2, 'hi')),
    integer(4, 0),
  );
  expect(readEnvelope(body)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'one',
      labels: { a: 'b' },
      finalizers: ['example.org/hold'],
    },
    data: { key: '', other: 'value' },
    binaryData: { binary: Buffer.from('hi').toString('base64') },
    // said, so it is no zero that may be left out
    immutable: false,
  });
});

it('reads moments, quantities, and numbers that may be texts', () => {
  expect(decodeMessage('ObjectMeta', message(inner(8, integer(1, 1))))).toEqual(
    { creationTimestamp: '1970-01-01T00:00:01Z' },
  );
  const hard = inner(1, text(1, 'pods'), inner(2, text(1, '2')));
  expect(decodeMessage('ResourceQuotaSpec', message(hard))).toEqual({
    hard: { pods: '2' },
  });
  const ports = [
    inner(4, integer(1, 0), integer(2, 8080), text(3, '')),
    inner(4, integer(1, 1), integer(2, 0), text(3, 'http')),
  ].map(port => decodeMessage('ServicePort', message(port)).targetPort);
  expect(ports).toEqual([8080, 'http']);
});

it('leaves kinds to JSON that it does not know', () => {
  const own = envelope('cluster.x-k8s.io/v1beta2', 'Cluster', metadata);
  expect(readEnvelope(own)).toBeUndefined();
});

it('loses nothing: a field that it does not know is refused by name', () => {
  const { status } = problem(envelope('v1', 'Namespace', text(99, 'x')));
  expect(status).toMatchObject({ code: 415, reason: 'UnsupportedMediaType' });
  expect(status.message).toContain('field 99 of Namespace');
  expect(status.message).toContain('Send JSON');
});

it.each([
  ['another format', Buffer.from('{}'), 'does not begin'],
  [
    'a message that ends too early',
    Buffer.concat([envelopeMagic, Buffer.from([0x0a, 0x7f])]),
    'cannot be read',
  ],
])('refuses %s', (_what, body, said) => {
  expect(problem(body).status.message).toContain(said);
});

it('writes refusals with their causes', () => {
  const bytes = writeStatus({
    code: 422,
    reason: 'Invalid',
    message: 'wrong',
    details: {
      name: 'one',
      causes: [{ reason: 'FieldValueInvalid', message: 'm', field: 'spec.a' }],
    },
  });
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('k8s\0');
  const unknown = decodeMessage('Unknown', bytes.subarray(4));
  expect(unknown.typeMeta).toEqual({ apiVersion: 'v1', kind: 'Status' });
  const raw = Buffer.from(String(unknown.raw), 'base64').toString('latin1');
  for (const part of ['Failure', 'wrong', 'Invalid', 'one', 'spec.a']) {
    expect(raw).toContain(part);
  }
});
