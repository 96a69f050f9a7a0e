import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { anAcceptedOrder, ORDERED_AT } from '../__testUtils__/anOrder';
import {
  aManagementCluster,
  aTenantCluster,
} from '../__testUtils__/aTenantCluster';
import { listReservations } from './listReservations';

const { order, decisions } = anAcceptedOrder();
const record = (state: typeof order.state) => ({
  order: { ...order, state },
  decisions,
  startedAt: ORDERED_AT.toISOString(),
});
const itsCluster = aTenantCluster({ namespace: 'tenant-team-a', name: 'shop' });
const gone = aManagementCluster([]);
const showing = (state?: ManagementClusterState) => ({
  getManagementCluster: () => state,
});

describe('listReservations', () => {
  it('says what an order holds', () => {
    expect(listReservations([record('accepted')], showing(gone))).toEqual([
      {
        orderId: 'order-1',
        managementCluster: 'mgmt-b',
        tenant: 'tenant-team-a',
        name: 'shop',
        source: 'fra',
        vmidRange: { start: 20_000, end: 20_099 },
        addresses: '10.0.41.10-10.0.41.29',
      },
    ]);
  });

  it.each<
    [string, typeof order.state, ManagementClusterState | undefined, number]
  >([
    [
      'a ready one whose cluster is there',
      'ready',
      aManagementCluster([itsCluster]),
      1,
    ],
    ['a ready one whose cluster was deleted', 'ready', gone, 0],
    ['one that waits and is not seen yet', 'waiting', gone, 1],
    ['a failed one', 'failed', gone, 1],
    [
      'a ready one of which nothing is known now',
      'ready',
      {
        ...gone,
        error: { code: 'unreachable', message: '', since: '', nextStep: '' },
      },
      1,
    ],
    [
      'a ready one before the first read',
      'ready',
      { ...gone, complete: false },
      1,
    ],
    [
      'a ready one in a cluster that is gone from the configuration',
      'ready',
      undefined,
      1,
    ],
  ])('holds for %s', (...[, state, cluster, count]) => {
    expect(listReservations([record(state)], showing(cluster))).toHaveLength(
      count,
    );
  });
});
