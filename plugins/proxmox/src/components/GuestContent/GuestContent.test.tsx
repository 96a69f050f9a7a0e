import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ageOf,
  makeDetails,
  makeFailingSource,
  makeGuest,
  makeGuestAnswer,
  makeTask,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import {
  makeEntity,
  renderOnEntity,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';
import { guestContent } from '../../extensions';

const entity = makeEntity({ 'rackstage.io/proxmox-guest': 'fra/qemu/201' });

describe('the Proxmox tab of a guest', () => {
  const backend = startFakeBackend();
  const region = (name: string) => screen.findByRole('region', { name });

  it('shows status, addresses, disks, interfaces, configuration and tasks', async () => {
    renderOnEntity(guestContent, entity);

    const status = await region('Status');
    expect(within(status).getByText('Running')).toBeVisible();
    expect(within(status).getByText(/^Read 1\d seconds ago$/)).toBeVisible();
    expect(
      await within(status).findByRole('link', { name: 'pve1' }),
    ).toHaveAttribute('href', '/catalog/default/resource/fra-node-pve1');
    expect(
      await within(status).findByRole('link', { name: /Open in Proxmox/ }),
    ).toHaveAttribute('href', expect.stringContaining('qemu/201'));
    expect(
      within(await region('Addresses')).getByRole('row', {
        name: '10.0.1.21/24 eth0 — Guest agent',
      }),
    ).toBeVisible();
    expect(within(await region('Disks')).getByText('32 GiB')).toBeVisible();
    expect(
      within(await region('Network interfaces')).getByText('bc:24:11:00:02:01'),
    ).toBeVisible();
    expect(
      within(await region('Snapshots')).getByText('There are no snapshots.'),
    ).toBeVisible();
    expect(
      within(await region('Configuration')).getByText(/^6f1d2a30-/),
    ).toBeVisible();
    const tasks = await region('Tasks');
    expect(await within(tasks).findByText('qmstart')).toBeVisible();
    expect(within(tasks).getByText('Succeeded')).toBeVisible();
  });

  it('puts what is wrong first, with the next step', async () => {
    backend.current.guest = makeGuestAnswer({
      diagnoses: [
        {
          ruleId: 'guest-locked',
          severity: 'error',
          text: 'orders-api-1 has been locked by "clone" for 2 hours.',
          params: {},
          nextStep: 'Look at the task that holds the lock.',
        },
      ],
    });
    renderOnEntity(guestContent, entity);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('locked by "clone" for 2 hours');
    expect(alert).toHaveTextContent('Next step: Look at the task');
    expect(alert.compareDocumentPosition(await region('Status'))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
  });

  it('keeps the last good reading of a failing source and explains it', async () => {
    backend.current.guest = makeGuestAnswer({
      source: ageOf(makeFailingSource()),
      guest: makeGuest({ unreadableSince: secondsAgo(3600) }),
    });
    renderOnEntity(guestContent, entity);

    const alerts = await screen.findAllByRole('alert');
    expect(alerts[0]).toHaveTextContent(/Frankfurt cannot be read since/);
    expect(alerts[1]).toHaveTextContent(/no longer read this.*1 hour ago/);
    expect(within(await region('Status')).getByText('Last seen')).toBeVisible();
  });

  it('shows the parts that could be read beside one that could not', async () => {
    backend.current.details = makeDetails({
      addresses: {
        problem: {
          code: 'timeout',
          message: 'The guest agent of orders-api-1 does not answer.',
          nextStep: 'Check that qemu-guest-agent runs in the guest.',
          since: secondsAgo(30),
        },
      },
    });
    renderOnEntity(guestContent, entity);

    const addresses = await region('Addresses');
    expect(addresses).toHaveTextContent('Addresses could not be read');
    expect(addresses).toHaveTextContent('Check that qemu-guest-agent runs');
    expect(within(await region('Disks')).getByText('scsi0')).toBeVisible();
  });

  it('explains once what keeps all parts from being read', async () => {
    const problem = {
      code: 'unreachable' as const,
      message: 'No endpoint of Frankfurt answers.',
      nextStep: 'Check that the Proxmox nodes run.',
      since: secondsAgo(30),
    };
    backend.current.details = {
      configuration: { problem },
      addresses: { problem },
      snapshots: { problem },
    };
    renderOnEntity(guestContent, entity);

    expect(
      await screen.findAllByText(/No endpoint of Frankfurt answers/),
    ).toHaveLength(1);
    expect(await region('Details')).toHaveTextContent(
      'Next step: Check that the Proxmox nodes run.',
    );
  });

  it('does not repeat as a diagnosis what the banner says', async () => {
    backend.current.guest = makeGuestAnswer({
      source: ageOf(makeFailingSource()),
      diagnoses: [
        {
          ruleId: 'source-failing',
          severity: 'error',
          text: 'Frankfurt has not been readable.',
          params: {},
        },
      ],
    });
    renderOnEntity(guestContent, entity);

    expect(await screen.findAllByRole('alert')).toHaveLength(1);
  });

  it('shows the rest when details and tasks fail as a whole', async () => {
    backend.current.broken.set('/v1/guests/:source/:type/:vmid/details', 400);
    backend.current.broken.set('/v1/guests/:source/:type/:vmid/tasks', 403);
    renderOnEntity(guestContent, entity);

    expect(
      await within(await region('Details')).findByRole('alert'),
    ).toHaveTextContent('it broke');
    expect(
      await within(await region('Tasks')).findByRole('alert'),
    ).toHaveTextContent('You may not see this.');
    expect(within(await region('Status')).getByText('Running')).toBeVisible();
  });

  it('opens the log of a task, page by page, and closes it with Escape', async () => {
    backend.current.tasks = [
      makeTask({ outcome: 'failed', message: 'unable to find node' }),
    ];
    backend.current.log = Array.from(
      { length: 700 },
      (_, index) => `line ${index + 1}`,
    );
    renderOnEntity(guestContent, entity);
    const tasks = await region('Tasks');
    expect(
      await within(tasks).findByText('Failed: unable to find node'),
    ).toBeVisible();

    await userEvent.click(
      within(tasks).getByRole('button', { name: /Show log of qmstart/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/line 500$/)).toBeVisible();
    expect(within(dialog).getByText('500 of 700 lines')).toBeVisible();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Load more lines' }),
    );
    expect(await within(dialog).findByText(/line 700$/)).toBeVisible();

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('explains a guest that is absent or not to be seen', async () => {
    backend.current.broken.set('/v1/guests/:source/:type/:vmid', 404);
    renderOnEntity(guestContent, entity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /no such thing, or you may not see it/,
    );
  });

  it('follows the log of a task that runs', async () => {
    backend.current.tasks = [
      makeTask({ outcome: 'running', endedAt: undefined }),
    ];
    backend.current.log = ['creating disk'];
    renderOnEntity(guestContent, entity);
    const tasks = await region('Tasks');
    expect(await within(tasks).findByText('Running')).toBeVisible();

    await userEvent.click(
      within(tasks).getByRole('button', { name: /Show log of qmstart/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('creating disk')).toBeVisible();

    backend.current.log = ['creating disk', 'copying'];
    expect(await within(dialog).findByText(/copying/)).toBeVisible();
  });

  it('says in the dialog why a log cannot be read', async () => {
    backend.current.broken.set(
      '/v1/guests/:source/:type/:vmid/tasks/:upid/log',
      403,
    );
    renderOnEntity(guestContent, entity);
    const tasks = await region('Tasks');
    await userEvent.click(
      await within(tasks).findByRole('button', { name: /Show log of/ }),
    );

    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
  });

  it('says that a log is empty and that there are no tasks', async () => {
    backend.current.log = [];
    renderOnEntity(guestContent, entity);
    const tasks = await region('Tasks');
    await userEvent.click(
      await within(tasks).findByRole('button', { name: /Show log of/ }),
    );
    expect(
      await screen.findByText('The task has written no log.'),
    ).toBeVisible();
  });

  it('says that Proxmox remembers no task', async () => {
    backend.current.tasks = [];
    renderOnEntity(guestContent, entity);
    expect(
      await within(await region('Tasks')).findByText(/remembers no task/),
    ).toBeVisible();
  });

  it('takes the next step for an unreadable guest from the backend', async () => {
    backend.current.guest = makeGuestAnswer({
      guest: makeGuest({ unreadableSince: secondsAgo(60) }),
      diagnoses: [
        {
          ruleId: 'unreadable',
          severity: 'warning',
          text: 'It can no longer be read.',
          params: {},
          nextStep: 'Give VM.Audit on /pool/team-a again.',
        },
      ],
    });
    renderOnEntity(guestContent, entity);

    const alerts = await screen.findAllByRole('alert');
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toHaveTextContent('Give VM.Audit on /pool/team-a again.');
  });

  it('leads nowhere but to web addresses', async () => {
    backend.current.guest = makeGuestAnswer({
      // eslint-disable-next-line no-script-url -- what the test is about
      webUrl: 'javascript:alert(1)',
    });
    renderOnEntity(guestContent, entity);

    await region('Status');
    expect(
      screen.queryByRole('link', { name: /Open in Proxmox/ }),
    ).not.toBeInTheDocument();
  });
});
