import { allHandlers } from '../routes';
import { Register } from './Register';

describe('Register', () => {
  const register = new Register(allHandlers);

  it('finds fixed names before placeholders, and reads the path', () => {
    expect(
      register.find('GET', '/nodes/pve1/qemu/100/status/current'),
    ).toMatchObject({
      route: { path: '/nodes/{node}/qemu/{vmid}/status/current' },
      pathParameters: { node: 'pve1', vmid: '100' },
    });
    expect(
      register.find('GET', '/cluster/ha/status/current')?.pathParameters,
    ).toEqual({});
  });

  it('gives a volume the rest of the path, slashes included', () => {
    expect(
      register.find('DELETE', '/nodes/a/storage/local/content/local:iso/x.iso')
        ?.pathParameters,
    ).toEqual({
      node: 'a',
      storage: 'local',
      volume: 'local:iso/x.iso',
    });
  });

  it('knows nothing else', () => {
    expect(register.find('PUT', '/version')).toBeUndefined();
    expect(register.find('GET', '/nodes/pve1/nope')).toBeUndefined();
    expect(register.find('GET', '/version/more')).toBeUndefined();
  });

  it('has a declaration for every handler', () => {
    expect(() => new Register({ 'GET /made/up': () => null })).toThrow(
      /Handlers without a declaration: GET \/made\/up/,
    );
    expect(register.routes.length).toBe(Object.keys(allHandlers).length);
  });

  it('lets only logins through without credentials', () => {
    const world = register.routes
      .filter(route => route.permission === 'world')
      .map(r => `${r.method} ${r.path}`);
    expect(world.sort()).toEqual(
      expect.arrayContaining([
        'GET /access/domains',
        'GET /access/ticket',
        'POST /access/ticket',
      ]),
    );
  });
});
