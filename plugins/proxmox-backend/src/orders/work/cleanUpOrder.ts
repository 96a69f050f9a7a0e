import { OrderedThing } from '@rackstage/plugin-proxmox-common';
import { CleanUp, cleanUpThings, RemainingThing } from '../cleanUpThings';
import { OrderChanges, OrderRecord } from '../OrderStore';
import { KubeWriter } from '../writableKinds';
import { describeDuration } from './judgeProgress';
import { Line } from './Narrator';
import { ObservedInventory } from './observeOrder';

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
  const { things, remaining, foreign } = result;
  const lines = [
    ...describeMachines(options),
    ...remaining
      .filter(({ finalizers }) => finalizers.length > 0)
      .map(describeRemaining),
    ...foreign.map(thing => ({
      subject: nameOf(thing),
      text: 'stays, because it is not of this order.',
    })),
  ];
  if (remaining.length === 0) {
    return { lines, changes: end(result) };
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

function end({ things, foreign }: CleanUp): OrderChanges {
  const rest = foreign.length
    ? ` ${foreign
        .map(nameOf)
        .join(', ')} stays, because it is not of this order.`
    : '';
  return {
    state: 'cleaned-up',
    things,
    message: undefined,
    diagnoses: [],
    log: [`Everything that this order created is gone.${rest}`],
  };
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
