import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  parseOrderId,
  parseOrderRequest,
  parsePreflightRequest,
} from './parseOrderRequest';

const spec = anOrderSpec();

describe('requests of orders', () => {
  it('are read with their key', () => {
    const body = { idempotencyKey: 'key-12345', spec };
    expect(parseOrderRequest(body)).toEqual(body);
    expect(parsePreflightRequest({ spec })).toEqual(spec);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^idempotencyKey: /],
    ['a text', 'order', /^body: /],
    [
      'a key that is too short',
      { idempotencyKey: 'k', spec },
      /^idempotencyKey: /,
    ],
    [
      'a key that PostgreSQL cannot keep',
      { idempotencyKey: 'key-12345\0', spec },
      /^idempotencyKey: must not hold control characters/,
    ],
    ['no order', { idempotencyKey: 'key-12345' }, /^spec: /],
    [
      'an unknown field',
      { idempotencyKey: 'key-12345', spec, owner: 'me' },
      /owner/,
    ],
    [
      'a management cluster that is a path',
      {
        idempotencyKey: 'key-12345',
        spec: { ...spec, managementCluster: 'mgmt-a/tenant/x' },
      },
      /^managementCluster: 'mgmt-a\/tenant\/x' is no name/,
    ],
    [
      'a tenant of another spelling',
      { idempotencyKey: 'key-12345', spec: { ...spec, tenant: 'Tenant' } },
      /^tenant: 'Tenant' is no name/,
    ],
  ])('are refused with %s', (_name, body, complaint) => {
    expect(() => parseOrderRequest(body)).toThrow(complaint);
  });

  it('are found by ids only', () => {
    const id = '0fa2f1d4-95a5-4b3f-9a3c-3b8f0cfcb0a7';
    expect(parseOrderId(id)).toBe(id);
    for (const wrong of ['', '1', `${id}0`, '../secrets', id.toUpperCase()]) {
      expect(() => parseOrderId(wrong)).toThrow(/There is no order/);
    }
  });
});
