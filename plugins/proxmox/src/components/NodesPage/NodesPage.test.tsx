import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeFailingSource,
  makeNode,
  makeStorage,
} from '../../__testUtils__/fixtures';
import {
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';

function firstCells(table: HTMLElement) {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);
}

describe('the Nodes and Storages tabs', () => {
  const backend = startFakeBackend();

  it('lists nodes with their load, sorted as one likes', async () => {
    backend.current.nodes = ['pve10', 'pve9', 'pve1'].map(name =>
      makeNode({ name, entityRef: `resource:default/fra-node-${name}` }),
    );
    renderProxmoxPage('/proxmox/nodes');

    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(within(table).getAllByText('Online')).toHaveLength(3);
    await userEvent.click(within(table).getByRole('button', { name: 'Node' }));
    expect(firstCells(table)).toEqual(['pve1', 'pve9', 'pve10']);
    await userEvent.click(within(table).getByRole('button', { name: 'Node' }));
    expect(firstCells(table)).toEqual(['pve10', 'pve9', 'pve1']);
  });

  it('leads to an entity only where the catalogue shows it', async () => {
    backend.current.nodes = ['pve1', 'pve2'].map(name =>
      makeNode({ name, entityRef: `resource:default/fra-node-${name}` }),
    );
    renderProxmoxPage('/proxmox/nodes', {
      hidden: ['resource:default/fra-node-pve2'],
    });

    expect(await screen.findByRole('link', { name: 'pve1' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/fra-node-pve1',
    );
    expect(screen.getByText('pve2')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'pve2' })).toBeNull();
  });

  it('shows an offline node without figures', async () => {
    backend.current.nodes = [
      makeNode({
        status: 'offline',
        cpu: undefined,
        memory: undefined,
        uptime: undefined,
      }),
    ];
    renderProxmoxPage('/proxmox/nodes');

    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(within(table).getByText('Offline')).toBeVisible();
    expect(within(table).getAllByText('—')).toHaveLength(3);
  });

  it('lists storages, how full they are and where they are', async () => {
    backend.current.storages = [
      makeStorage(),
      makeStorage({
        storage: 'local',
        shared: false,
        node: 'pve1',
        nodes: ['pve1'],
        entityRef: 'resource:default/fra-storage-pve1-local',
        status: 'unknown',
        usage: undefined,
      }),
    ];
    renderProxmoxPage('/proxmox/storages');

    const table = await screen.findByRole('table', { name: 'Storages' });
    expect(within(table).getByText('pve1, pve2, pve3')).toBeVisible();
    expect(within(table).getByRole('meter', { name: 'Used' })).toHaveAttribute(
      'aria-valuenow',
      '97',
    );
  });

  it('keeps the nodes of a cluster that is down, and says so', async () => {
    backend.current.sources = [makeFailingSource()];
    renderProxmoxPage('/proxmox/nodes');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Frankfurt cannot be read since/,
    );
    expect(await screen.findByRole('link', { name: 'pve1' })).toBeVisible();
  });

  it('says in words that there is nothing to see', async () => {
    backend.current.storages = [];
    renderProxmoxPage('/proxmox/storages');

    expect(
      await screen.findByText('There is no storage that you may see.'),
    ).toBeVisible();
  });
});
