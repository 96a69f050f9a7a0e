import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startFakeBackend } from '../../__testUtils__/renderProxmox';
import { renderTemplate } from '../../__testUtils__/renderTemplate';

const sourceField = {
  title: 'Proxmox cluster',
  type: 'string',
  'ui:field': 'ProxmoxOption',
  'ui:options': { noun: 'proxmox-sources' },
};
const templateField = {
  title: 'Template',
  type: 'string',
  description: 'Image of the workers',
  'ui:field': 'ProxmoxOption',
  'ui:options': { noun: 'templates', with: { source: 'source' } },
};

function renderFields(
  properties: Record<string, object>,
  required: string[] = [],
) {
  return renderTemplate([
    { title: 'Fields', schema: { type: 'object', required, properties } },
    { title: 'End', schema: { type: 'object', properties: {} } },
  ]);
}

const findSelect = (name: RegExp) => screen.findByRole('button', { name });

async function choose(field: RegExp, option: RegExp) {
  const select = await findSelect(field);
  await waitFor(() => expect(select).toBeEnabled());
  await userEvent.click(select);
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('a choice in the form of a template', () => {
  const backend = startFakeBackend();

  it('offers what there is, and says why something cannot be chosen', async () => {
    renderFields({ source: sourceField, template: templateField });

    expect(
      await findSelect(/Choose first: Proxmox cluster.*Template/),
    ).toBeDisabled();
    await choose(/Proxmox cluster$/, /Frankfurt/);

    const select = await findSelect(/Template/);
    await waitFor(() => expect(select).toBeEnabled());
    expect(screen.getByText('Image of the workers')).toBeVisible();
    expect(
      screen.getByText('1 choice is not available now'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('bare (9011): it has no guest agent'),
    ).toBeInTheDocument();
    await userEvent.click(select);
    const list = await screen.findByRole('listbox');
    expect(within(list).getByText('on pve1, 20 GiB')).toBeVisible();
    expect(within(list).getByRole('option', { name: /bare/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(backend.current.orders.asked).toContain('templates?source=fra');
  });

  it('can be made with the keyboard alone', async () => {
    renderFields({ source: sourceField });
    const select = await findSelect(/Proxmox cluster/);
    await waitFor(() => expect(select).toBeEnabled());

    select.focus();
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByRole('listbox');
    await userEvent.keyboard('{ArrowDown}{Enter}');

    expect(await findSelect(/Edge.*Proxmox cluster/)).toBeVisible();
  });

  it('is dropped with a word when it is not offered for another choice', async () => {
    renderFields({ source: sourceField, template: templateField });
    await choose(/Proxmox cluster$/, /Frankfurt/);
    await choose(/Template/, /k8s/);
    expect(await findSelect(/k8s-1.33.*Template/)).toBeVisible();

    backend.current.orders.options.templates = [
      { value: '7001', label: 'edge image' },
    ];
    await choose(/Proxmox cluster$/, /Edge/);

    expect(
      await screen.findByText(/^9010 is not offered any more/),
    ).toBeVisible();
    expect(await findSelect(/Choose.*Template/)).toBeVisible();

    await choose(/Template/, /edge image/);
    expect(screen.queryByText(/is not offered any more/)).toBeNull();
  });

  it('is dropped with others that go in the same moment', async () => {
    const options = { noun: 'storages', with: { template: 'template' } };
    const scaffolder = renderFields({
      source: sourceField,
      template: templateField,
      storage: { ...sourceField, title: 'Storage', 'ui:options': options },
      bridge: {
        ...sourceField,
        title: 'Bridge',
        'ui:options': { ...options, noun: 'bridges' },
      },
    });
    await choose(/Proxmox cluster$/, /Frankfurt/);
    await choose(/Template/, /k8s/);
    await choose(/Storage/, /ceph-vm/);
    await choose(/Bridge/, /vmbr0/);

    // Without a template neither storage nor bridge can be asked for.
    backend.current.orders.options.templates = [];
    await choose(/Proxmox cluster$/, /Edge/);
    await waitFor(() =>
      expect(screen.getAllByText(/is not offered any more/)).toHaveLength(3),
    );
    expect(await findSelect(/Choose first: template.*Storage/)).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() => expect(scaffolder.scaffold).toHaveBeenCalled());
    const [{ values }] = scaffolder.scaffold.mock.calls[0];
    expect(JSON.parse(JSON.stringify(values))).toEqual({ source: 'edge' });
  });

  it('stays when another choice offers it too', async () => {
    renderFields({ source: sourceField, template: templateField });
    await choose(/Proxmox cluster$/, /Frankfurt/);
    await choose(/Template/, /k8s/);
    await choose(/Proxmox cluster$/, /Edge/);

    await waitFor(() =>
      expect(backend.current.orders.asked).toContain('templates?source=edge'),
    );
    expect(await findSelect(/k8s-1.33.*Template/)).toBeVisible();
  });

  it('says so when what was chosen cannot be used any more', async () => {
    renderFields({ source: sourceField, template: templateField });
    await choose(/Proxmox cluster$/, /Frankfurt/);
    await choose(/Template/, /k8s/);
    backend.current.orders.options.templates[0].disabledReason = 'it is locked';
    await choose(/Proxmox cluster$/, /Edge/);

    expect(
      await screen.findByText(
        'k8s-1.33 (9010) cannot be chosen now: it is locked',
      ),
    ).toBeVisible();
  });

  it('names the source that is away, and tries again', async () => {
    backend.current.orders.optionsError = 'Frankfurt does not answer.';
    renderFields({ source: sourceField });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Proxmox cluster could not be loaded');
    expect(alert).toHaveTextContent('Frankfurt does not answer.');
    expect(screen.queryByText(/From no Proxmox cluster/)).toBeNull();

    backend.current.orders.optionsError = undefined;
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    await choose(/Proxmox cluster/, /Frankfurt/);
  });

  it('keeps what is known while the source is away', async () => {
    renderFields({ source: sourceField, template: templateField });
    await choose(/Proxmox cluster$/, /Frankfurt/);
    await choose(/Template/, /k8s/);
    backend.current.orders.optionsError = 'Edge does not answer.';
    await choose(/Proxmox cluster$/, /Edge/);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Template could not be loaded.*Edge does not answer\./,
    );
    // Nobody can say that the choice is gone.
    expect(screen.queryByText(/is not offered any more/)).toBeNull();
    backend.current.orders.optionsError = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await findSelect(/k8s-1.33.*Template/)).toBeVisible();
  });

  it('says why there is nothing to choose from', async () => {
    backend.current.orders.options['proxmox-sources'] = [];
    renderFields({ source: sourceField });

    expect(
      await screen.findByText(/^From no Proxmox cluster can be ordered here/),
    ).toBeVisible();
    expect(await findSelect(/Nothing to choose from/)).toBeDisabled();
  });

  it('can be of several', async () => {
    const scaffolder = renderFields({
      nodes: {
        title: 'Nodes',
        type: 'array',
        items: { type: 'string' },
        'ui:field': 'ProxmoxOption',
        'ui:options': { noun: 'nodes' },
      },
    });
    await choose(/Nodes/, /pve1/);
    await userEvent.click(await screen.findByRole('option', { name: 'pve3' }));
    await userEvent.keyboard('{Escape}');
    expect(await findSelect(/pve1.*pve3.*Nodes/)).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    await waitFor(() =>
      expect(scaffolder.scaffold).toHaveBeenCalledWith(
        expect.objectContaining({
          values: expect.objectContaining({ nodes: ['pve1', 'pve3'] }),
        }),
      ),
    );
  });

  it('is a text where the template does not tell its version', async () => {
    backend.current.orders.options.versions = [];
    renderFields({
      version: {
        title: 'Version',
        type: 'string',
        'ui:field': 'ProxmoxOption',
        'ui:options': { noun: 'versions' },
      },
    });

    const text = await screen.findByRole('textbox', { name: /Version/ });
    await userEvent.type(text, 'v1.34.1');
    expect(text).toHaveValue('v1.34.1');
    expect(
      screen.getByText(/^The template does not say which version/),
    ).toBeVisible();
  });

  it('does not go on without one that is required', async () => {
    renderFields({ source: sourceField }, ['source']);
    await findSelect(/Proxmox cluster/);
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));

    expect(
      (await screen.findAllByText(/must have required property/)).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
  });

  it('tells the author of the template what is wrong with it', async () => {
    renderFields({
      source: { ...sourceField, 'ui:options': { noun: 'sources' } },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('asks for a choice of "sources"');
    expect(alert).toHaveTextContent(
      /must be one of management-clusters, tenants/,
    );
  });
});
