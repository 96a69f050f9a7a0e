import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeRefusal, makeSpec } from '../../__testUtils__/orderFixtures';
import { startFakeBackend } from '../../__testUtils__/renderProxmox';
import { renderTemplate } from '../../__testUtils__/renderTemplate';

/** A form whose fields are filled in already, as flat as that of a template. */
const filledIn = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'shop',
  version: 'v1.33.3',
  component: 'component:default/shop',
  controlPlaneReplicas: '2',
  replicas: '3',
  cores: '4',
  memoryMiB: '8192',
  diskGiB: '40',
  source: 'fra',
  template: '9010',
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  vlan: '40',
  nodes: 'pve1, pve2',
  addresses: '10.0.0.150-10.0.0.160',
  prefix: '24',
  gateway: '10.0.0.1',
  dnsServers: '10.0.0.2, 10.0.0.3',
};

/** Goes through the page with the fields to the one with the review. */
async function openReview(form: Record<string, string> = filledIn) {
  const scaffolder = renderTemplate([
    {
      title: 'Fields',
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(form).map(([key, value]) => [
            key,
            { type: 'string', default: value },
          ]),
        ),
      },
    },
    {
      title: 'Check',
      schema: {
        type: 'object',
        properties: {
          review: { type: 'string', 'ui:field': 'ProxmoxTenantClusterReview' },
        },
      },
    },
  ]);
  await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  return scaffolder;
}

const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));

describe('the review of an order in the form of a template', () => {
  const backend = startFakeBackend();

  it('checks what all pages of the form hold, and lets a good order pass', async () => {
    const scaffolder = await openReview();

    expect(
      await screen.findByText('Nothing speaks against this order'),
    ).toBeVisible();
    expect(screen.getByText('2 checks passed')).toBeVisible();
    expect(backend.current.orders.checked).toEqual([makeSpec()]);

    await goOn();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(scaffolder.scaffold).toHaveBeenCalled());
    // Once to show it, once more before going on.
    expect(backend.current.orders.checked).toHaveLength(2);
  });

  it('shows findings with field, text and next step, the worst first', async () => {
    backend.current.orders.preflight = makeRefusal();
    await openReview();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This cannot be ordered: 1 check says no',
    );
    const findings = screen.getByRole('list', { name: 'Findings' });
    expect(
      within(findings)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Error: Template: Template 9010 has no guest agent.Next step: Choose another template.',
      'Warning: The data store could not be checked.Next step: Try again.',
    ]);
  });

  it('does not let an order pass that a check refuses', async () => {
    backend.current.orders.preflight = makeRefusal();
    const scaffolder = await openReview();
    await screen.findByRole('list', { name: 'Findings' });
    await goOn();

    expect(
      await screen.findAllByText(
        /refuses the order: Template 9010 has no guest agent\./,
      ),
    ).not.toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    expect(scaffolder.scaffold).not.toHaveBeenCalled();
  });

  it('lets an order pass once what was wrong is put right', async () => {
    backend.current.orders.preflight = makeRefusal();
    await openReview();
    await screen.findByRole('list', { name: 'Findings' });
    await goOn();
    await screen.findAllByText(/refuses the order/);

    backend.current.orders.preflight.checks.pop();
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    expect(
      await screen.findByText('This can be ordered, with 1 warning'),
    ).toBeVisible();
    await goOn();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
  });

  it('does not believe an answer that is old', async () => {
    await openReview();
    await screen.findByText('Nothing speaks against this order');
    backend.current.orders.preflight = makeRefusal();
    await goOn();

    await screen.findAllByText(/refuses the order/);
    // The page shows what the last look found.
    expect(screen.getByRole('list', { name: 'Findings' })).toBeVisible();
  });

  it('lets nothing pass that could not be checked, and says why', async () => {
    backend.current.orders.refusal = {
      status: 503,
      message: 'Management A does not answer.',
    };
    await openReview();
    expect(await screen.findByText('Check could not be loaded')).toBeVisible();
    await goOn();

    expect(
      await screen.findAllByText(
        /could not be checked, so it cannot be ordered yet\..*Management A does not answer\./,
      ),
    ).not.toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('asks nobody while something is missing, and names it', async () => {
    await openReview({ ...filledIn, memoryMiB: '1001', gateway: '' });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Something in the form is missing or wrong',
    );
    expect(alert).toHaveTextContent('memoryMiB: must be a multiple of 8');
    expect(alert).toHaveTextContent('gateway: is missing');
    await goOn();
    expect(
      await screen.findAllByText(/Something in the form/),
    ).not.toHaveLength(1);
    expect(backend.current.orders.checked).toEqual([]);
  });

  it('shows the manifests on request, and copies them', async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockImplementation(async text => {
        copied.push(text);
      });
    await openReview();
    await user.click(
      await screen.findByText(
        'Manifests that would be applied (Cluster API v1beta1)',
      ),
    );
    expect(
      screen.getByRole('group', { name: 'Manifests that would be applied' }),
    ).toHaveTextContent('kind: Cluster metadata: name: shop');

    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    expect(copied).toEqual(['kind: Cluster\nmetadata:\n  name: shop\n']);
  });

  it('says that copying is not allowed', async () => {
    const user = userEvent.setup();
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('denied'));
    await openReview();
    await user.click(await screen.findByText(/^Manifests that would/));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: /Could not be copied/ }),
    ).toBeVisible();
  });
});
