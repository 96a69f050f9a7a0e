import {
  closeClients,
  CollectingLogger,
  failureOf,
  FakeClock,
  openClient,
  PASSWORD,
  TOKEN_SECRET,
} from '../__testUtils__/openClient';
import {
  Answer,
  closeServers,
  ReceivedRequest,
  sendData,
  sendFailure,
  startServer,
} from '../__testUtils__/startServer';

const version = { method: 'GET', pathTemplate: '/version' } as const;
const auth = { username: 'monitor@pve', password: PASSWORD };
const CSRF = '65F0C0DE:csrf-prevention';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

/** A server that hands out tickets and honours those that `isValid` says. */
function withTickets(options: { isValid: (ticket: number) => boolean }) {
  let issued = 0;
  const answer: Answer = (request, response) => {
    if (request.url === '/api2/json/access/ticket') {
      issued += 1;
      sendData(response, {
        username: 'monitor@pve',
        ticket: `PVE:monitor@pve:TICKET${issued}::aa+bb/==`,
        CSRFPreventionToken: CSRF,
      });
      return;
    }
    const [, ticket] = /TICKET(\d+)/.exec(request.headers.cookie ?? '') ?? [];
    if (options.isValid(Number(ticket))) {
      sendData(response, { ticket: Number(ticket) });
    } else {
      sendFailure(response, '401 Authentication failed!');
    }
  };
  return { answer, issued: () => issued };
}

const isLogin = ({ url }: ReceivedRequest) => url.endsWith('/access/ticket');

describe('a password session', () => {
  it('logs in once for ten calls at the same time, and shows the CSRF token on writes only', async () => {
    const tickets = withTickets({ isValid: () => true });
    const server = await startServer(tickets.answer);
    const client = openClient([server], { auth });

    await Promise.all(
      Array.from({ length: 10 }, () => client.request(version)),
    );
    await client.request({ method: 'PUT', pathTemplate: '/cluster/options' });

    expect(tickets.issued()).toBe(1);
    const [login, ...calls] = server.received;
    expect(login.body).toBe(
      'username=monitor%40pve&password=correct%20horse%20%26%20battery%3Dstaple',
    );
    expect(login.headers).not.toHaveProperty('cookie');
    expect(calls.slice(0, 10).map(call => call.headers)).not.toContainEqual(
      expect.objectContaining({ csrfpreventiontoken: expect.anything() }),
    );
    expect(calls[10].headers).toMatchObject({
      cookie: 'PVEAuthCookie=PVE:monitor@pve:TICKET1::aa+bb/==',
      csrfpreventiontoken: CSRF,
    });
  });

  it('is renewed after an hour', async () => {
    const tickets = withTickets({ isValid: () => true });
    const clock = new FakeClock();
    const client = openClient([await startServer(tickets.answer)], {
      auth,
      clock,
    });

    await client.request(version);
    clock.advance(59 * 60_000);
    await client.request(version);
    expect(tickets.issued()).toBe(1);
    clock.advance(60_000);

    await expect(client.request(version)).resolves.toEqual({
      data: { ticket: 2 },
    });
  });

  it('that ended early is renewed once for a burst of refusals, and a refused write is made again', async () => {
    const tickets = withTickets({ isValid: ticket => ticket >= 2 });
    const client = openClient([await startServer(tickets.answer)], { auth });

    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => client.request(version)),
      client.request({ method: 'PUT', pathTemplate: '/cluster/options' }),
    ]);

    expect(answers).toEqual(
      Array.from({ length: 7 }, () => ({ data: { ticket: 2 } })),
    );
    expect(tickets.issued()).toBe(2);
  });

  it('that is refused again after its renewal is an error, not a loop', async () => {
    const tickets = withTickets({ isValid: () => false });
    const server = await startServer(tickets.answer);

    const error = await failureOf(
      openClient([server], { auth }).request(version),
    );

    expect(error).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(server.received.filter(isLogin)).toHaveLength(2);
    expect(server.received).toHaveLength(4);
  });

  it('with a wrong password, a second factor, or an answer without ticket says so', async () => {
    const answers = [
      (response: Parameters<Answer>[1]) =>
        sendFailure(response, '401 authentication failure', {
          message: 'authentication failure\n',
        }),
      (response: Parameters<Answer>[1]) =>
        sendData(response, {
          ticket: 'PVE:!tfa!half::x',
          CSRFPreventionToken: CSRF,
          NeedTFA: 1,
        }),
      (response: Parameters<Answer>[1]) => sendData(response, {}),
    ];
    const server = await startServer((_, response) =>
      answers[server.received.length - 1](response),
    );
    const client = openClient([server], { auth });

    const wrong = await failureOf(client.request(version));
    const factor = await failureOf(client.request(version));
    const empty = await failureOf(client.request(version));

    expect(wrong).toMatchObject({ kind: 'unauthorized', status: 401 });
    expect(wrong.pathTemplate).toBe('/access/ticket');
    expect(factor.message).toContain('Give this source an API token instead');
    expect(empty.message).toContain('the login brought no ticket');
  });
});

describe('a token', () => {
  it('that is refused is not tried again: there is nothing to renew', async () => {
    const server = await startServer((_, response) =>
      sendFailure(response, '401 invalid token value!'),
    );

    const error = await failureOf(openClient([server]).request(version));

    expect(error.kind).toBe('unauthorized');
    expect(server.received).toHaveLength(1);
  });

  it('that would write a header line of its own is refused before it is used, unseen', () => {
    const open = () =>
      openClient([], {
        endpoints: ['https://pve.invalid:8006'],
        auth: { tokenId: 'a@pve!b', tokenSecret: 'top\r\nX-Secret: 1' },
      });

    expect(open).toThrow('Proxmox fra: token id or secret');
    expect(open).not.toThrow('top');
  });
});

describe('secrets', () => {
  it('are in no log and no error, even where the server repeats them', async () => {
    const leaky: Answer = (request, response) => {
      if (isLogin(request)) {
        sendData(response, {
          ticket: 'PVE:monitor@pve:TICKETSECRET::xyz',
          CSRFPreventionToken: CSRF,
        });
        return;
      }
      const { cookie = '', authorization = '' } = request.headers;
      const echo = `${cookie} ${authorization} ${request.body}`;
      sendFailure(response, `400 bad ${echo}`, {
        errors: { cipassword: `cannot use ${decodeURIComponent(echo)}` },
        message: echo,
      });
    };
    const server = await startServer(leaky);
    const logger = new CollectingLogger();
    const write = {
      method: 'PUT',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      path: { node: 'pve1', vmid: 201 },
      params: { cipassword: 'guest secret!' },
    } as const;

    const errors = [
      await failureOf(openClient([server], { logger }).request(write)),
      await failureOf(openClient([server], { logger, auth }).request(write)),
    ];

    const said = [
      ...logger.lines,
      ...errors.map(error => `${error.stack} ${JSON.stringify(error)}`),
    ].join('\n');
    expect(said).toContain('<redacted>');
    expect(logger.lines.length).toBeGreaterThan(0);
    for (const secret of [
      TOKEN_SECRET,
      PASSWORD,
      encodeURIComponent(PASSWORD),
      'TICKETSECRET',
      CSRF,
      'guest secret!',
      encodeURIComponent('guest secret!'),
    ]) {
      expect(said).not.toContain(secret);
    }
  });
});
