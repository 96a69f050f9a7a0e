import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeFailedOrder,
  makeOrder,
  makeSpec,
  makeThings,
} from '../../__testUtils__/orderFixtures';
import {
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';

const PATH = '/proxmox/orders/o-1';
const findRegion = (name: string) => screen.findByRole('region', { name });
const pressButton = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

function steps(region: HTMLElement) {
  return within(region)
    .getAllByRole('listitem')
    .map(item => item.textContent);
}

function hideDocument(hidden: boolean) {
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockReturnValue(hidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the page of an order', () => {
  const backend = startFakeBackend();
  const orders = () => backend.current.orders;
  const logRequests = () =>
    backend.current.asked.filter(path => path.includes('/log'));
  afterEach(() => jest.restoreAllMocks());

  it('shows how far it is, what it waits for, and what was ordered', async () => {
    renderProxmoxPage(PATH);

    expect(steps(await findRegion('Progress'))).toEqual([
      'Accepted: done',
      'Applying: done',
      'Waiting for the cluster: now',
      'Ready: not reached',
    ]);
    expect(
      screen.getByText('Machine shop-md-0-a: the clone task runs.'),
    ).toBeVisible();
    const ordered = await findRegion('What was ordered');
    for (const fact of [
      'Kubernetes versionv1.33.3',
      'Memory per worker8192 MiB',
      'Template9010',
      'VLAN40',
      'Proxmox nodespve1, pve2',
      'DNS servers10.0.0.2, 10.0.0.3',
    ]) {
      expect(ordered).toHaveTextContent(fact);
    }
    const things = await findRegion('What it creates');
    expect(within(things).getAllByText('Created')).toHaveLength(3);
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
  });

  it('follows the log, asks only for new lines, and stops while nobody looks', async () => {
    renderProxmoxPage(PATH);
    const log = await screen.findByRole('group', { name: 'Log' });
    expect(log).toHaveTextContent(
      /Accepted.*Cluster tenant-team-a\/shop created/,
    );

    orders().log.push('Machine shop-md-0-a is ready');
    await waitFor(() =>
      expect(log).toHaveTextContent(/Machine shop-md-0-a is ready$/),
    );
    expect(log.textContent?.match(/Accepted/g)).toHaveLength(1);
    expect(logRequests()[1]).toBe('/api/proxmox/v1/orders/o-1/log?after=2');

    hideDocument(true);
    const asked = logRequests().length;
    await new Promise(resolve => setTimeout(resolve, 2_500));
    expect(logRequests()).toHaveLength(asked);

    hideDocument(false);
    await waitFor(() => expect(logRequests().length).toBeGreaterThan(asked));
  });

  it('becomes ready without a reload, leads to the entity, and asks no more', async () => {
    renderProxmoxPage(PATH);
    const progress = await findRegion('Progress');
    expect(screen.queryByText('Entity')).not.toBeInTheDocument();

    orders().log.push('Ready');
    orders().orders = [makeOrder({ state: 'ready', message: undefined })];
    expect(
      await within(progress).findByRole('link', { name: 'shop' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/resource/mgmt-a-cluster-tenant-team-a-shop',
    );
    expect(steps(progress)[3]).toBe('Ready: done');
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Log' })).toHaveTextContent(
        /Ready$/,
      ),
    );
    await waitFor(() => {
      const asked = logRequests().length;
      return new Promise<void>((resolve, reject) => {
        setTimeout(
          () =>
            logRequests().length === asked
              ? resolve()
              : reject(new Error('still asks')),
          2_500,
        );
      });
    });
  });

  it('says why it failed, with evidence, and where', async () => {
    orders().orders = [makeFailedOrder()];
    renderProxmoxPage(PATH);

    const alerts = await screen.findAllByRole('alert');
    expect(alerts.map(alert => alert.textContent)).toEqual([
      'The cluster was not ready after 30 minutes.',
      expect.stringMatching(
        /guest agent is silent\.Next step: Check that.*Evidence \(1 finding\)/,
      ),
    ]);
    expect(steps(await findRegion('Progress'))[2]).toBe(
      'Waiting for the cluster: failed here',
    );
  });

  it('does not say twice what a diagnosis says better', async () => {
    const failed = makeFailedOrder();
    const [{ text, nextStep }] = failed.diagnoses;
    orders().orders = [{ ...failed, message: `${text} ${nextStep}` }];
    renderProxmoxPage(PATH);
    expect(await screen.findAllByRole('alert')).toHaveLength(1);
  });

  it('cancels an order that waits, which can be resumed then', async () => {
    renderProxmoxPage(PATH);
    await pressButton('Cancel order');

    expect(await screen.findByRole('button', { name: 'Resume' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Cancel order' })).toBeNull();
    expect(orders().acted).toEqual(['cancel o-1']);
  });

  it('goes on with a failed order', async () => {
    orders().orders = [makeFailedOrder()];
    renderProxmoxPage(PATH);
    await pressButton('Resume');

    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull(),
    );
    expect(steps(await findRegion('Progress'))[1]).toBe('Applying: now');
    expect(orders().acted).toEqual(['resume o-1']);
  });

  it('names what will be deleted before it cleans up', async () => {
    orders().orders = [
      makeFailedOrder({
        things: [
          ...makeThings('created').slice(1),
          ...makeThings('planned').slice(0, 1),
        ],
      }),
    ];
    renderProxmoxPage(PATH);
    await pressButton('Clean up');

    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Clean up the order of shop?');
    expect(steps(dialog)).toEqual([
      'InClusterIPPool tenant-team-a/shop',
      'Cluster tenant-team-a/shop',
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    expect(orders().acted).toEqual([]);

    await pressButton('Clean up');
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Clean up',
      }),
    );
    expect(await screen.findByText('Cleaning up')).toBeVisible();
    expect(orders().acted).toEqual(['clean-up o-1']);
  });

  it('says that marked objects are deleted where none is recorded', async () => {
    orders().orders = [makeFailedOrder({ things: makeThings('planned') })];
    renderProxmoxPage(PATH);
    await pressButton('Clean up');
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /Nothing is recorded as created/,
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('passes on why an action is refused, and keeps the page', async () => {
    orders().orders = [makeFailedOrder()];
    orders().refusal = { status: 409, message: 'Order o-1 is ready by now.' };
    renderProxmoxPage(PATH);
    await pressButton('Resume');

    expect(await screen.findByText('Resume was refused')).toBeVisible();
    expect(screen.getByText(/Order o-1 is ready by now\./)).toBeVisible();
    expect(await findRegion('What was ordered')).toBeVisible();

    orders().refusal = {
      status: 403,
      message: 'Orders are switched off: set proxmox.orders.enabled.',
    };
    await pressButton('Resume');
    expect(
      await screen.findByText(/set proxmox\.orders\.enabled/),
    ).toBeVisible();
  });

  it('offers no action to those who may not take it', async () => {
    // Decisions are remembered for each tenant, over the tests of one file too.
    const spec = makeSpec({ tenant: 'tenant-team-b' });
    orders().orders = [makeFailedOrder({ spec })];
    renderProxmoxPage(PATH, { denied: ['proxmox.order.update'] });

    expect(
      await screen.findByText(/^You may not resume this order/),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Clean up' })).toBeNull();
  });

  it('lets nobody cancel who may not', async () => {
    const spec = makeSpec({ tenant: 'tenant-team-b' });
    orders().orders = [makeOrder({ spec })];
    renderProxmoxPage(PATH, { denied: ['proxmox.order.update'] });

    await findRegion('Progress');
    expect(screen.queryByRole('button', { name: 'Cancel order' })).toBeNull();
  });

  it('keeps what it knows while the backend is away', async () => {
    renderProxmoxPage(PATH);
    await findRegion('Progress');
    backend.current.broken.set('/v1/orders/:id', 400);
    backend.current.broken.set('/v1/orders/:id/log', 400);

    expect(
      await screen.findByText('Orders could not be refreshed'),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { name: 'Order of tenant cluster shop' }),
    ).toBeVisible();
    expect(screen.getByRole('group', { name: 'Log' })).toHaveTextContent(
      'Cluster tenant-team-a/shop created',
    );
  });

  it('says that an order is not there or not to be seen', async () => {
    backend.current.broken.set('/v1/orders/:id', 404);
    renderProxmoxPage('/proxmox/orders/o-9');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such thing, or you may not see it.',
    );
    expect(screen.getByRole('link', { name: 'All orders' })).toHaveAttribute(
      'href',
      '/proxmox/orders',
    );
  });

  it('says what is empty yet', async () => {
    orders().orders = [makeOrder({ state: 'accepted', things: [] })];
    orders().log = [];
    renderProxmoxPage(PATH);
    expect(await screen.findByText('Nothing is logged yet.')).toBeVisible();
    expect(screen.getByText('Nothing is recorded yet.')).toBeVisible();
  });
});
