import { parseComponentRef } from './parseComponentRef';

describe('parseComponentRef', () => {
  it.each([
    ['component:default/orders-api', 'component:default/orders-api'],
    ['component:orders-api', 'component:default/orders-api'],
    ['Component:Shop/Orders.API', 'component:shop/orders.api'],
  ])('reads %s', (text, ref) => {
    expect(parseComponentRef(text)).toBe(ref);
  });

  it.each([
    '',
    'orders-api',
    'default/orders-api',
    'group:default/team-a',
    'component:',
    'component:default/',
    'component:a/b/c',
    'component:default/orders api',
    `component:default/${'a'.repeat(64)}`,
    'component:de_fault/orders-api',
    'component:default/orders-api\n',
  ])('takes %j for none', text => {
    expect(parseComponentRef(text)).toBeUndefined();
  });
});
