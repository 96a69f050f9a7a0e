import { OfficialSchema } from './officialSchema';

const schema = OfficialSchema.from({
  '/nodes/{node}/storage/{storage}/content/{volume}': { GET: {} },
  '/nodes/{node}/qemu/{vmid}': { GET: {}, DELETE: {} },
  '/nodes/{node}/qemu/index': { GET: {} },
});

describe('OfficialSchema', () => {
  it('prefers literal segments to placeholders', () => {
    expect(schema.match('GET', '/nodes/a/qemu/index')?.template).toBe(
      '/nodes/{node}/qemu/index',
    );
  });

  it('gives the values of the placeholders, and no method that is not there', () => {
    expect(schema.match('PUT', '/nodes/a/qemu/100')).toEqual({
      template: '/nodes/{node}/qemu/{vmid}',
      values: { node: 'a', vmid: '100' },
      method: undefined,
    });
  });

  it('lets volume ids hold slashes', () => {
    const match = schema.match(
      'GET',
      '/nodes/a/storage/local/content/local:iso/x.iso',
    );
    expect(match?.values.volume).toBe('local:iso/x.iso');
  });

  it('knows no other path', () => {
    expect(schema.match('GET', '/nodes/a/qemu')).toBeUndefined();
  });
});
