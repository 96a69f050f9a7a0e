import { OrderedThing, OrderState } from '@rackstage/plugin-proxmox-common';
import { isEnded, orderSteps } from './orderSteps';

const thing = (state: OrderedThing['state']): OrderedThing => ({
  apiVersion: 'cluster.x-k8s.io/v1beta1',
  kind: 'Cluster',
  namespace: 'tenant-team-a',
  name: 'shop',
  state,
});
const statuses = (state: OrderState, things: OrderedThing[] = []) =>
  orderSteps({ state, things }).map(({ status }) => status);

describe('orderSteps', () => {
  it.each([
    ['accepted', ['current', 'open', 'open', 'open']],
    ['applying', ['done', 'current', 'open', 'open']],
    ['waiting', ['done', 'done', 'current', 'open']],
    ['ready', ['done', 'done', 'done', 'done']],
  ] as const)('shows how far %s is', (state, expected) => {
    expect(statuses(state)).toEqual(expected);
  });

  it('failed while applying as long as something was not created', () => {
    expect(statuses('failed', [thing('created'), thing('planned')])).toEqual([
      'done',
      'failed',
      'open',
      'open',
    ]);
    expect(statuses('failed')[1]).toBe('failed');
  });

  it('failed while waiting once everything was there', () => {
    expect(statuses('failed', [thing('created'), thing('adopted')])).toEqual([
      'done',
      'done',
      'failed',
      'open',
    ]);
  });

  it('keeps where it failed while it is cleaned up', () => {
    expect(statuses('cleaning-up', [thing('created')])[2]).toBe('failed');
    expect(statuses('cleaned-up', [thing('deleted')])[2]).toBe('failed');
  });
});

describe('isEnded', () => {
  it.each([
    ['accepted', false],
    ['applying', false],
    ['waiting', false],
    ['cleaning-up', false],
    ['ready', true],
    ['failed', true],
    ['cleaned-up', true],
  ] as const)('%s: %j', (state, expected) => {
    expect(isEnded(state)).toBe(expected);
  });
});
