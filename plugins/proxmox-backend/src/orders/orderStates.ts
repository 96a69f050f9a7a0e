import { OrderState } from '@rackstage/plugin-proxmox-common';

const transitions: Record<OrderState, OrderState[]> = {
  accepted: ['applying', 'failed'],
  applying: ['waiting', 'failed'],
  waiting: ['ready', 'failed'],
  ready: [],
  // Resumed, or cleaned up: a person decides.
  failed: ['applying', 'cleaning-up'],
  'cleaning-up': ['cleaned-up', 'failed'],
  'cleaned-up': [],
};

/** Whether an order may go from one state to the other. Staying is always allowed. */
export function mayBecome(from: OrderState, to: OrderState): boolean {
  return from === to || transitions[from].includes(to);
}

/** The states in which the service has something to do. */
export const workingStates: OrderState[] = [
  'accepted',
  'applying',
  'waiting',
  'cleaning-up',
];
