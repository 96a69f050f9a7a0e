import { liveKnowledge } from './liveKnowledge';
import { OfficialSchema } from './officialSchema';
import { recordingOf } from './testRecordings';

const row = {
  type: 'object',
  properties: { vmid: { type: 'integer' }, ha: { type: 'object' } },
};
const schema = OfficialSchema.from({
  '/nodes/{node}/qemu': { GET: { returns: { type: 'array', items: row } } },
  '/nodes/{node}/qemu/{vmid}/status/current': { GET: { returns: row } },
});
const list = (data: object[], handWritten = false) =>
  recordingOf({
    handWritten,
    request: { path: '/nodes/n/qemu' },
    answer: { body: { data: data as never } },
  });

describe('liveKnowledge', () => {
  it('learns keys and contradictions from captured answers only', () => {
    const { keys, contradictions } = liveKnowledge(
      [
        list([{ vmid: null, extra: { deep: 1 } }]),
        list([{ invented: 1 }], true),
      ],
      schema,
    );
    const known = keys.get('GET /nodes/{node}/qemu');
    expect(known).toContain('extra');
    expect(known).toContain('deep');
    expect(known).not.toContain('invented');
    expect([...(contradictions.get('GET /nodes/{node}/qemu') ?? [])]).toContain(
      'data[].vmid is null, the schema says integer',
    );
  });

  it('knows that rows of a list are the objects of another call', () => {
    const { keys } = liveKnowledge([], schema);
    expect(keys.get('GET /nodes/{node}/qemu')).toContain('ha');
  });

  it('learns nothing from refusals', () => {
    const refusal = recordingOf({
      request: { path: '/nodes/n/qemu' },
      answer: { status: 500, body: { data: null, oops: 1 } },
    });
    expect(
      liveKnowledge([refusal], schema).keys.get('GET /nodes/{node}/qemu'),
    ).not.toContain('oops');
  });
});
