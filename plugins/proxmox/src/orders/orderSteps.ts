import { Order, OrderState } from '@rackstage/plugin-proxmox-common';

/** The states that an order passes on its way to the end, in this order. */
const WAY = ['accepted', 'applying', 'waiting', 'ready'] as const;

export interface OrderStep {
  state: (typeof WAY)[number];
  status: 'done' | 'current' | 'failed' | 'open';
}

/** Whether the service has done with an order, for now: what failed waits for a person. */
export function isEnded(state: OrderState): boolean {
  return state === 'ready' || state === 'failed' || state === 'cleaned-up';
}

/** How far an order has come, or came before it failed or was cleaned up. */
export function orderSteps(
  order: Pick<Order, 'state' | 'things'>,
): OrderStep[] {
  const { state } = order;
  const isOnItsWay = WAY.some(step => step === state);
  const reached = isOnItsWay
    ? WAY.findIndex(step => step === state)
    : WAY.indexOf(lastStepOf(order));
  return WAY.map((step, index) => ({
    state: step,
    status: statusAt(index, reached, { isOnItsWay, state }),
  }));
}

// The order does not say where it failed; what it had created by then does.
function lastStepOf({ things }: Pick<Order, 'things'>): OrderStep['state'] {
  const isAllThere =
    things.length > 0 && things.every(thing => thing.state !== 'planned');
  return isAllThere ? 'waiting' : 'applying';
}

function statusAt(
  index: number,
  reached: number,
  order: { isOnItsWay: boolean; state: OrderState },
): OrderStep['status'] {
  if (index !== reached) {
    return index < reached ? 'done' : 'open';
  }
  if (!order.isOnItsWay) {
    return 'failed';
  }
  return order.state === 'ready' ? 'done' : 'current';
}
