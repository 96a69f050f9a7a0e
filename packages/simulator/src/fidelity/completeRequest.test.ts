import { completeRequest } from './completeRequest';
import { OfficialSchema } from './officialSchema';
import { recordingOf } from './testRecordings';

const schema = OfficialSchema.from({
  '/nodes/{node}/qemu': {
    POST: {
      parameters: {
        properties: {
          node: { type: 'string' },
          vmid: { type: 'integer' },
          name: { type: 'string', optional: 1 },
        },
      },
    },
  },
  '/nodes/{node}/scan/nfs': {
    GET: { parameters: { properties: { server: { type: 'string' } } } },
  },
  '/nodes/{node}/storage/{storage}/upload': { POST: {} },
});

describe('completeRequest', () => {
  it('gives a mock the parameters that a server insists on, and no other', () => {
    const create = recordingOf({
      request: { method: 'POST', path: '/nodes/a/qemu', bodyUnknown: true },
    });
    expect(completeRequest(create, schema).body?.text).toBe('vmid=8101');
    const scan = recordingOf({
      request: { path: '/nodes/a/scan/nfs', bodyUnknown: true },
    });
    expect(completeRequest(scan, schema).target).toBe(
      '/api2/json/nodes/a/scan/nfs?server=192.0.2.10',
    );
  });

  it('never touches what was recorded or refused', () => {
    const captured = recordingOf({
      request: { method: 'POST', path: '/nodes/a/qemu' },
    });
    expect(completeRequest(captured, schema)).toBe(captured.request);
    const refused = recordingOf({
      request: { path: '/nodes/a/scan/nfs', bodyUnknown: true },
      answer: { status: 500 },
    });
    expect(completeRequest(refused, schema)).toBe(refused.request);
  });

  it('sends a small file for an upload whose bytes are not recorded', () => {
    const upload = recordingOf({
      request: {
        method: 'POST',
        path: '/nodes/a/storage/local/upload',
        bodyUnknown: true,
        body: { contentType: 'multipart/form-data; boundary=abc', text: '' },
      },
    });
    const { body } = completeRequest(upload, schema);
    expect(body?.contentType).toBe('multipart/form-data; boundary=abc');
    expect(body?.text).toContain('--abc--');
  });
});
