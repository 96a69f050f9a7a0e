import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { buildTenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
// eslint-disable-next-line no-restricted-imports -- reads the template of the repository; tests run in Node.js
import { readFileSync } from 'fs';
// eslint-disable-next-line no-restricted-imports -- as above
import { resolve } from 'path';
import { parse } from 'yaml';
import { startFakeBackend } from '../__testUtils__/renderProxmox';
import { renderTemplate } from '../__testUtils__/renderTemplate';

const file = resolve(
  __dirname,
  '../../../../templates/tenant-cluster/template.yaml',
);

interface Page {
  title: string;
  properties: Record<string, object>;
}

/** All but the picker of components: that is the scaffolder's own and wants the whole catalogue. */
function readPages(): Page[] {
  const pages: Page[] = parse(readFileSync(file, 'utf8')).spec.parameters;
  return pages.map(page => {
    const { component: _, ...properties } = page.properties;
    return { ...page, properties };
  });
}

async function choose(key: string, option: RegExp) {
  const field = () => document.getElementById(`root_${key}`);
  await waitFor(() => expect(field()).toBeInTheDocument());
  await waitFor(() => expect(field()).toBeEnabled());
  await userEvent.click(field()!);
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

async function fill(label: RegExp, text: string) {
  await userEvent.click(await screen.findByLabelText(label));
  await userEvent.paste(text);
}
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the template for tenant clusters', () => {
  const backend = startFakeBackend();

  it('says in words what is missing or wrong', async () => {
    renderTemplate(
      readPages().map(page => ({
        title: page.title,
        schema: { type: 'object', ...page },
      })),
    );
    await press('Next');
    expect(
      await screen.findByText(/'Management cluster' has to be chosen/),
    ).toBeVisible();
    await choose('managementCluster', /Management A/);
    await choose('tenant', /tenant-team-a/);
    await press('Next');
    await fill(/^Name/, 'Shop_1');
    await press('Next');
    expect(
      await screen.findAllByText(/lower-case letters, digits and hyphens/),
    ).not.toHaveLength(1);
    expect(document.body).not.toHaveTextContent(/must match|must have/);
  });

  it('leads through live choices and the check to an order', async () => {
    const scaffolder = renderTemplate(
      readPages().map(page => ({
        title: page.title,
        schema: { type: 'object', ...page },
      })),
    );
    await choose('managementCluster', /Management A/);
    await choose('tenant', /tenant-team-a/);
    await press('Next');
    await fill(/^Name/, 'shop');
    await press('Next');
    await choose('source', /Frankfurt/);
    await choose('template', /k8s-1.33/);
    await choose('version', /v1.33.3/);
    await choose('storage', /ceph-vm/);
    await choose('bridge', /vmbr0/);
    await press('Next');
    await fill(/^Addresses/, '10.0.0.150-10.0.0.160');
    await fill(/^Gateway/, '10.0.0.1');
    await fill(/^DNS servers/, '10.0.0.2, 10.0.0.3');
    await press('Next');

    expect(
      await screen.findByText('Nothing speaks against this order'),
    ).toBeVisible();
    const [checked] = backend.current.orders.checked;
    expect(checked).toMatchObject({
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
      name: 'shop',
      version: 'v1.33.3',
      proxmox: { source: 'fra', template: 9010, storage: 'ceph-vm' },
      network: { dnsServers: ['10.0.0.2', '10.0.0.3'] },
    });
    // Every choice was narrowed by what was chosen before.
    expect(backend.current.orders.asked).toContain(
      'storages?managementCluster=mgmt-a&tenant=tenant-team-a&source=fra&template=9010',
    );

    await press('Review');
    await press('Create');
    await waitFor(() => expect(scaffolder.scaffold).toHaveBeenCalled());
    // What is ordered is what was checked.
    const [{ values }] = scaffolder.scaffold.mock.calls[0];
    expect(buildTenantClusterOrderSpec(values)).toEqual(checked);
  });
});
