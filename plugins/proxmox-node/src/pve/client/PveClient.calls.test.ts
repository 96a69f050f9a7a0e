import {
  closeClients,
  failureOf,
  openClient,
} from '../__testUtils__/openClient';
import {
  closeServers,
  sendData,
  sendFailure,
  startServer,
} from '../__testUtils__/startServer';

const version = { method: 'GET', pathTemplate: '/version' } as const;

afterEach(async () => {
  await closeClients();
  await closeServers();
});

describe('a call', () => {
  it('is written as Proxmox takes it', async () => {
    const server = await startServer((_, response) => sendData(response, null));
    const client = openClient([server]);
    const params = Object.freeze({
      command: ['ls', '-l; rm'],
      net0: 'virtio,bridge=vmbr0',
      onboot: true,
      protection: false,
      tags: undefined,
    });
    const guest = { node: 'pve1', vmid: 201 };

    await client.request({
      method: 'POST',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      path: guest,
      params,
    });
    await client.request({
      method: 'DELETE',
      pathTemplate: '/nodes/{node}/qemu/{vmid}',
      path: guest,
      params: { purge: true },
    });
    await client.request({
      method: 'POST',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/status/start',
      path: guest,
    });

    const [post, remove, empty] = server.received;
    expect(post.body).toBe(
      'command=ls&command=-l%3B%20rm&net0=virtio%2Cbridge%3Dvmbr0&onboot=1&protection=0',
    );
    expect(post.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(post.body.length),
      authorization:
        'PVEAPIToken=monitor@pve!rackstage=0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9',
    });
    expect(remove).toMatchObject({
      url: '/api2/json/nodes/pve1/qemu/201?purge=1',
      body: '',
    });
    expect(remove.headers).not.toHaveProperty('content-length');
    expect(remove.headers).not.toHaveProperty('transfer-encoding');
    expect(empty.headers['content-length']).toBe('0');
  });

  it('with an id that is none is refused before anything is sent, through the typed paths too', async () => {
    const server = await startServer((_, response) => sendData(response, null));
    const client = openClient([server]);

    for (const node of [
      '..',
      '.',
      '',
      'a/b',
      'a?b=1',
      'a#b',
      'a%2e',
      'a\nb',
      'ä',
    ]) {
      await expect(
        client.request({
          method: 'GET',
          pathTemplate: '/nodes/{node}/status',
          path: { node },
        }),
      ).rejects.toThrow('is not a valid node');
      await expect(client.api.nodes.$(node).qemu.$get()).rejects.toThrow(
        'nothing was sent to Proxmox',
      );
    }
    await expect(
      client.api.nodes.$('pve1').qemu.$(Number.NaN).config.$get(),
    ).rejects.toThrow('"NaN" is not a valid vmid');
    expect(server.received).toHaveLength(0);
  });

  it('by a typed path arrives as such, volumes with their slashes', async () => {
    const server = await startServer((_, response) => sendData(response, []));
    const { api } = openClient([server]);

    await api.nodes.$('pve1').qemu.$(201).config.$get({ current: true });
    await api.nodes
      .$('pve1')
      .storage.$('local')
      .content.$('local:iso/debian-13.iso')
      .$get();

    expect(server.received.map(request => request.url)).toEqual([
      '/api2/json/nodes/pve1/qemu/201/config?current=1',
      '/api2/json/nodes/pve1/storage/local/content/local:iso%2Fdebian-13.iso',
    ]);
  });

  it('ends with the caller: its own reason comes back', async () => {
    const caller = new AbortController();
    const server = await startServer(() =>
      caller.abort(new Error('page left')),
    );

    await expect(
      openClient([server]).request({ ...version, signal: caller.signal }),
    ).rejects.toThrow('page left');
  });

  it('ends with a deadline of the caller, which is a failure like any other', async () => {
    const deadline = new AbortController();
    const server = await startServer(() =>
      deadline.abort(new DOMException('too long', 'TimeoutError')),
    );
    const client = openClient([server], { concurrencyPerNode: 1 });
    const call = () =>
      failureOf(client.request({ ...version, signal: deadline.signal }));

    const [underWay, waiting] = await Promise.all([call(), call()]);

    expect(underWay).toMatchObject({ kind: 'timeout', status: 0 });
    expect(waiting.reason).toBe(
      'no complete answer within the time that was given',
    );
    expect(server.received).toHaveLength(1);
  });

  it('is tried once where the caller says so', async () => {
    const server = await startServer((_, response) =>
      sendFailure(response, '500 got timeout'),
    );

    await failureOf(openClient([server]).request({ ...version, attempts: 1 }));

    expect(server.received).toHaveLength(1);
  });

  it('waits its turn: no node has more than four at once, and others do not wait for it', async () => {
    const inFlight = { pve1: 0, pve2: 0 };
    let most = 0;
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    const server = await startServer(async (request, response) => {
      const node = request.url.includes('/pve1/') ? 'pve1' : 'pve2';
      inFlight[node] += 1;
      most = Math.max(most, inFlight.pve1);
      if (inFlight.pve1 === 4 && inFlight.pve2 === 1) {
        open();
      }
      await gate;
      inFlight[node] -= 1;
      sendData(response, null);
    });
    const client = openClient([server]);
    const status = (node: string) =>
      client.request({
        method: 'GET',
        pathTemplate: '/nodes/{node}/status',
        path: { node },
      });

    await Promise.all([
      ...Array.from({ length: 8 }, () => status('pve1')),
      status('pve2'),
    ]);

    expect(server.received).toHaveLength(9);
    expect(most).toBe(4);
  });
});
