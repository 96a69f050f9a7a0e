import { Simulator, startSimulator } from '@rackstage/simulator';
import request from 'supertest';
import { JsonObject } from '@backstage/types';
import {
  Portal,
  SERVICE_TOKEN,
  UserName,
  startPortal,
} from '../__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('the actions', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeAll(async () => {
    simulator = await startSimulator();
    portal = await startPortal({ simulator });
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  const path = (name: string) =>
    `/.backstage/actions/v1/actions/proxmox:${name}/invoke`;
  const invoke = (user: UserName, name: string, input: JsonObject) =>
    portal.post(user, path(name)).send(input);

  it('lists what the user may read and nothing else', async () => {
    const forSre = await invoke('sre', 'list-guests', { search: 'orders-' });
    expect(forSre.body.output).toMatchObject({
      total: 3,
      sources: [{ name: 'fra' }, { name: 'edge' }],
    });

    const forBob = await invoke('bob', 'list-guests', { search: 'orders-' });
    expect(forBob.body.output).toMatchObject({ items: [], total: 0 });
  });

  it('gets a guest for its owner, and tells others no more than of an absent one', async () => {
    const ordersApi = { source: 'fra', type: 'qemu', vmid: 201 };

    const own = await invoke('alice', 'get-guest', ordersApi);
    expect(own.body.output).toMatchObject({
      guest: { name: 'orders-api-1' },
      diagnoses: [],
    });

    const hidden = await invoke('bob', 'get-guest', ordersApi);
    const absent = await invoke('bob', 'get-guest', {
      ...ordersApi,
      vmid: 777,
    });
    expect(hidden.status).toBe(404);
    expect(absent.status).toBe(404);
    expect(hidden.body.error.message.replace('201', '777')).toBe(
      absent.body.error.message,
    );
  });

  it('says what is wrong with the input', async () => {
    const { status, body } = await invoke('sre', 'get-guest', {
      source: 'fra',
      type: 'qemu',
      vmid: 7,
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/vmid: '7' is no VMID/);
  });

  it('refuses services, which would pass every check', async () => {
    const { status } = await request(portal.backend.server)
      .post(`/api/proxmox${path('list-guests')}`)
      .auth(SERVICE_TOKEN, { type: 'bearer' })
      .send({});
    expect(status).toBe(403);
  });
});
