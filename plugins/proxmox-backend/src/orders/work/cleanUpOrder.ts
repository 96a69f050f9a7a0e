import { OrderedThing } from '@rackstage/plugin-proxmox-common';
import { CleanUp, cleanUpThings, RemainingThing } from '../cleanUpThings';
import { OrderChanges, OrderRecord } from '../OrderStore';
import { KubeWriter } from '../writableKinds';
import { describeDuration } from './judgeProgress';
import { Line } from './Narrator';
import { ObservedInventory } from './observeOrder';

const NOW = { seconds: 0 };

/** Takes one step of a clean-up, and says what remains and who holds it. */
export async function cleanUpOrder(options: {
  record: OrderRecord;
  writer: KubeWriter;
  inventory: ObservedInventory;
  timeoutMs: number;
  now: Date;
}): Promise<{ lines: Line[]; changes?: OrderChanges }> {
  const { record, writer, timeoutMs, now } = options;
  const { order } = record;
  const result = await cleanUpThings({ writer, order });
  const { things, remaining } = result;
  const lines = [
    ...describeMachines(options),
    ...remaining
      .filter(({ finalizers }) => finalizers.length > 0)
      .map(describeRemaining),
  ];
  if (remaining.length === 0) {
    return { lines, changes: end(result, await findGuests(options)) };
  }
  const elapsed = now.getTime() - new Date(record.startedAt).getTime();
  if (elapsed >= timeoutMs) {
    const message = explainRest(remaining, timeoutMs);
    return {
      lines,
      changes: {
        state: 'failed',
        things,
        message,
        log: [`Failed: ${message}`],
      },
    };
  }
  const isNews = JSON.stringify(things) !== JSON.stringify(order.things);
  return { lines, changes: isNews ? { things } : undefined };
}

function end({ things, foreign }: CleanUp, guests: string[]): OrderChanges {
  return {
    state: 'cleaned-up',
    things,
    message: undefined,
    diagnoses: [],
    log: [
      'Everything that this order created is gone.',
      ...foreign.map(
        thing => `${nameOf(thing)} stays, because it is not of this order.`,
      ),
      ...guests.map(
        guest =>
          `Proxmox still shows ${guest} among the VMIDs of this order. Look whether it is a worker that nobody knows any more, and destroy it there.`,
      ),
    ],
  };
}

/** Machines that the provider has forgotten: nothing here deletes what is not recorded, but it is told. */
async function findGuests(options: {
  record: OrderRecord;
  inventory: ObservedInventory;
}): Promise<string[]> {
  const { record, inventory } = options;
  const { source } = record.order.spec.proxmox;
  const { start, end: last } = record.decisions.vmidRange;
  if (!inventory.getSources().some(state => state.source === source)) {
    return [];
  }
  const { data, error } = await inventory.refresh(source, { maxAge: NOW });
  return error
    ? []
    : (data?.guests ?? [])
        .filter(({ vmid }) => vmid >= start && vmid <= last)
        .filter(({ unreadableSince }) => !unreadableSince)
        .map(({ vmid, name, node }) =>
          [`virtual machine ${vmid}`, name && `(${name})`, `on ${node}`]
            .filter(Boolean)
            .join(' '),
        );
}

function describeMachines(options: {
  record: OrderRecord;
  inventory: ObservedInventory;
}): Line[] {
  const { spec } = options.record.order;
  const state = options.inventory.getManagementCluster(spec.managementCluster);
  const machines = (state?.data?.machines ?? []).filter(
    ({ namespace, cluster }) =>
      namespace === spec.tenant && cluster === spec.name,
  );
  return machines.length
    ? [
        {
          subject: 'Workers',
          text: `${machines.length} left: ${machines
            .map(({ name }) => name)
            .join(', ')}`,
        },
      ]
    : [];
}

function describeRemaining({ thing, finalizers }: RemainingThing): Line {
  return {
    subject: nameOf(thing),
    text: `being deleted, held by ${finalizers.join(', ')}`,
  };
}

function explainRest(remaining: RemainingThing[], timeoutMs: number): string {
  const held = remaining.filter(({ finalizers }) => finalizers.length > 0);
  const names = (held.length ? held : remaining).map(({ thing, finalizers }) =>
    [
      nameOf(thing),
      ...(finalizers.length ? [`held by ${finalizers.join(', ')}`] : []),
    ].join(' '),
  );
  return `After ${describeDuration(timeoutMs)} this remains: ${names.join(
    '; ',
  )}. Look at the controllers that own these finalizers, then clean up again.`;
}

function nameOf({ kind, name }: OrderedThing): string {
  return `${kind} ${name}`;
}
