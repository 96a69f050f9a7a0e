import { SourceState } from '@rackstage/plugin-proxmox-common';
import { anAcceptedOrder, ORDERED_AT } from '../../__testUtils__/anOrder';
import {
  aGuest,
  aSnapshot,
  aSourceState,
} from '../../__testUtils__/aSourceState';
import { FakeKube } from '../../__testUtils__/FakeKube';
import { cleanUpOrder } from './cleanUpOrder';

async function endOf(source: SourceState) {
  const { order, decisions } = anAcceptedOrder();
  const { changes } = await cleanUpOrder({
    record: { order, decisions, startedAt: order.createdAt },
    writer: new FakeKube(),
    timeoutMs: 60_000,
    now: ORDERED_AT,
    inventory: {
      getManagementCluster: () => undefined,
      getSources: () => [source],
      renewInterest: () => {},
      refresh: async () => source,
      getClient() {
        throw new Error('Nothing else is asked of Proxmox');
      },
    },
  });
  return changes;
}

const guests = [19_999, 20_000, 20_099, 20_100].map(vmid =>
  aGuest({ vmid, name: `machine-${vmid}` }),
);

describe('the end of a clean-up', () => {
  it('tells of machines that the provider has forgotten, and deletes none', async () => {
    const source = aSourceState({ data: aSnapshot({ guests }) });
    expect(await endOf(source)).toMatchObject({
      state: 'cleaned-up',
      log: [
        'Everything that this order created is gone.',
        expect.stringMatching(
          /^Proxmox still shows virtual machine 20000 \(machine-20000\) on pve1 /,
        ),
        expect.stringContaining('virtual machine 20099'),
      ],
    });
  });

  it('tells nothing of what cannot be seen now', async () => {
    const source = aSourceState({
      data: aSnapshot({ guests }),
      error: { code: 'unreachable', message: '', since: '', nextStep: '' },
    });
    expect((await endOf(source))?.log).toHaveLength(1);
  });
});
