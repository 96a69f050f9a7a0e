import { Entity } from '@backstage/catalog-model';
import { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import {
  ageOf,
  makeFailingSource,
  makeGuest,
  makeGuestAnswer,
  makeNode,
  makeStorage,
} from '../__testUtils__/fixtures';
import {
  makeEntity,
  renderOnEntity,
  startFakeBackend,
} from '../__testUtils__/renderProxmox';
import { clusterCard, guestCard, nodeCard, storageCard } from './entityCards';

const guestEntity = makeEntity({
  'rackstage.io/proxmox-guest': 'fra/qemu/201',
});
const nodeEntity = makeEntity(
  { 'rackstage.io/proxmox-node': 'fra/pve1' },
  { name: 'fra-node-pve1', type: 'proxmox-node' },
);
const clusterEntity = makeEntity(
  { 'rackstage.io/proxmox-cluster': 'fra' },
  { name: 'fra-cluster', type: 'proxmox-cluster' },
);
const anyEntityOf = new Map<ExtensionDefinition, Entity>([
  [nodeCard, nodeEntity],
  [clusterCard, clusterEntity],
  [
    storageCard,
    makeEntity(
      { 'rackstage.io/proxmox-storage': 'fra/ceph-vm' },
      { name: 'fra-storage-ceph-vm', type: 'proxmox-storage' },
    ),
  ],
]);

describe('cards on the overview of an entity', () => {
  const backend = startFakeBackend();

  it('shows the live status of a guest', async () => {
    renderOnEntity(guestCard, guestEntity);

    expect(await screen.findByText('Running')).toBeVisible();
    expect(screen.getByText('Proxmox guest')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'pve1' })).toBeVisible();
    expect(screen.getByText('1d 2h')).toBeVisible();
    expect(backend.current.asked).toContain(
      '/api/proxmox/v1/guests/fra/qemu/201',
    );
  });

  it('is not there for an entity without a guest', async () => {
    renderOnEntity(guestCard, makeEntity({ 'backstage.io/x': 'y' }));

    await expect(
      screen.findByText('Proxmox guest', {}, { timeout: 500 }),
    ).rejects.toThrow();
    expect(backend.current.asked).toEqual([]);
  });

  it('never shows the guest of the entity before', async () => {
    const first = renderOnEntity(guestCard, guestEntity);
    expect(await screen.findByText('Running')).toBeVisible();
    first.unmount();

    backend.current.guest = makeGuestAnswer({
      guest: makeGuest({ vmid: 202, name: 'orders-api-2', status: 'paused' }),
    });
    renderOnEntity(
      guestCard,
      makeEntity({ 'rackstage.io/proxmox-guest': 'fra/qemu/202' }),
    );
    expect(await screen.findByText('Paused')).toBeVisible();
    expect(screen.queryByText('Running')).not.toBeInTheDocument();
  });

  it('says that a guest is shown as last seen', async () => {
    backend.current.guest = makeGuestAnswer({
      source: ageOf(makeFailingSource()),
    });
    renderOnEntity(guestCard, guestEntity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Frankfurt cannot be read since/,
    );
    expect(screen.getByText('Last seen')).toBeVisible();
  });

  it('shows status and load of a node', async () => {
    renderOnEntity(
      nodeCard,
      makeEntity(
        { 'rackstage.io/proxmox-node': 'fra/pve1' },
        { name: 'fra-node-pve1', type: 'proxmox-node' },
      ),
    );

    expect(await screen.findByText('Online')).toBeVisible();
    expect(screen.getByText('40% of 32 cores')).toBeVisible();
    expect(backend.current.asked).toContain('/api/proxmox/v1/nodes?source=fra');
  });

  it('explains a node that is gone', async () => {
    backend.current.nodes = [
      makeNode({ name: 'pve2', entityRef: 'resource:default/fra-node-pve2' }),
    ];
    renderOnEntity(
      nodeCard,
      makeEntity(
        { 'rackstage.io/proxmox-node': 'fra/pve1' },
        { name: 'fra-node-pve1', type: 'proxmox-node' },
      ),
    );

    expect(await screen.findByText(/not in the newest reading/)).toBeVisible();
  });

  it('shows how full a storage is', async () => {
    renderOnEntity(
      storageCard,
      makeEntity(
        { 'rackstage.io/proxmox-storage': 'fra/ceph-vm' },
        { name: 'fra-storage-ceph-vm', type: 'proxmox-storage' },
      ),
    );

    expect(await screen.findByText('Available')).toBeVisible();
    expect(screen.getByRole('meter', { name: 'Used' })).toHaveAttribute(
      'aria-valuenow',
      '97',
    );
  });

  it('shows version and quorum of a cluster', async () => {
    renderOnEntity(
      clusterCard,
      makeEntity(
        { 'rackstage.io/proxmox-cluster': 'fra' },
        { name: 'fra-cluster', type: 'proxmox-cluster' },
      ),
    );

    expect(await screen.findByText('Healthy')).toBeVisible();
    expect(screen.getByText('9.2.4')).toBeVisible();
  });

  it('keeps a node of a cluster that is down, marked as such', async () => {
    backend.current.sources = [makeFailingSource()];
    renderOnEntity(nodeCard, nodeEntity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Frankfurt cannot be read since/,
    );
    expect(screen.getByText('Online')).toBeVisible();
    expect(
      screen.getByText('Last read 4 minutes ago, may have changed'),
    ).toBeVisible();
  });

  it('explains a storage that is gone', async () => {
    backend.current.storages = [];
    renderOnEntity(
      storageCard,
      makeEntity(
        { 'rackstage.io/proxmox-storage': 'fra/ceph-vm' },
        { name: 'fra-storage-ceph-vm', type: 'proxmox-storage' },
      ),
    );

    expect(
      await screen.findByText(/storage is not in the newest reading/),
    ).toBeVisible();
  });

  it('tells the storage of one node from that of another by its entity', async () => {
    backend.current.storages = ['pve1', 'pve2'].map(node =>
      makeStorage({
        storage: 'local',
        shared: false,
        node,
        nodes: [node],
        plugin: 'dir',
        entityRef: `resource:default/fra-storage-${node}-local`,
      }),
    );
    renderOnEntity(
      storageCard,
      makeEntity(
        { 'rackstage.io/proxmox-storage': 'fra/pve2/local' },
        { name: 'fra-storage-pve2-local', type: 'proxmox-storage' },
      ),
    );

    expect(await screen.findByText('pve2')).toBeVisible();
    expect(screen.queryByText('pve1')).not.toBeInTheDocument();
  });

  it('says of a cluster that is down since when, and shows what it was', async () => {
    backend.current.sources = [makeFailingSource()];
    renderOnEntity(clusterCard, clusterEntity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /cannot be read since .*4 minutes ago/,
    );
    expect(screen.getByText('Failing')).toBeVisible();
    expect(screen.getByText('14 of 17 running')).toBeVisible();
  });

  it('explains a cluster that is no source any more', async () => {
    backend.current.sources = [];
    renderOnEntity(clusterCard, clusterEntity);

    expect(
      await screen.findByText(/not configured as a source any more/),
    ).toBeVisible();
  });

  it.each([
    ['nodes', '/v1/nodes', nodeCard],
    ['storages', '/v1/storages', storageCard],
    ['sources', '/v1/sources', clusterCard],
  ])('explains that %s could not be loaded', async (_name, route, card) => {
    backend.current.broken.set(route, 403);
    renderOnEntity(card, anyEntityOf.get(card)!);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this.',
    );
  });
});
