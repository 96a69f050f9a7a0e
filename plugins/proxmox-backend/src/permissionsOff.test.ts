import {
  guestsAnswerSchema,
  sourcesAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import request from 'supertest';
import {
  Portal,
  SERVICE_TOKEN,
  startPortal,
} from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('with permission.enabled: false', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeAll(async () => {
    simulator = await startSimulator();
    portal = await startPortal({ simulator, permissionsEnabled: false });
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  it('lets everybody who is signed in read everything, whatever the policy says', async () => {
    const guests = await portal.get('stranger', '/v1/guests?limit=500');
    const { items, total } = guestsAnswerSchema.parse(guests.body);
    expect(new Set(items.map(({ owner }) => owner)).size).toBeGreaterThan(2);
    expect(total).toBe(items.length);

    await portal.get('stranger', '/v1/guests/fra/qemu/201').expect(200);
    await portal.get('stranger', '/v1/guests/fra/qemu/201/details').expect(200);
    const { body } = await portal.get('stranger', '/v1/sources').expect(200);
    const sources = sourcesAnswerSchema.parse(body).items;
    expect(sources.map(({ cluster }) => cluster?.name)).toContain('fra');
  });

  it('says of what does not exist that it does not exist', async () => {
    for (const path of [
      '/v1/guests/fra/qemu/777',
      '/v1/guests/paris/qemu/201',
      '/v1/guests?source=paris',
    ]) {
      const { status } = await portal.get('stranger', path);
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it.each([
    ['nobody', undefined, 401],
    ['a service', `Bearer ${SERVICE_TOKEN}`, 403],
  ])('refuses %s all the same', async (_name, authorization, expected) => {
    for (const [method, path] of [
      ['get', '/v1/sources'],
      ['get', '/v1/guests/fra/qemu/201'],
      ['post', '/v1/sources/fra/interest'],
    ] as const) {
      const { status } = await request(portal.backend.server)
        [method](`/api/proxmox${path}`)
        .set(authorization ? { authorization } : {});
      expect([path, status]).toEqual([path, expected]);
    }
  });
});
