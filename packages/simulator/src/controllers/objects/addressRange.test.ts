import { addressesOf } from './addressRange';

describe('addressesOf', () => {
  it('reads single addresses, ranges and networks, each address once', () => {
    expect(
      addressesOf(['10.0.0.5', '10.0.0.254 - 10.0.1.1', '10.0.0.4/31']),
    ).toEqual([
      '10.0.0.5',
      '10.0.0.254',
      '10.0.0.255',
      '10.0.1.0',
      '10.0.1.1',
      '10.0.0.4',
    ]);
  });

  it('reads addresses above the half of the space', () => {
    expect(addressesOf(['203.0.113.9-203.0.113.10'])).toEqual([
      '203.0.113.9',
      '203.0.113.10',
    ]);
  });

  it('has nothing for a range that runs backwards', () => {
    expect(addressesOf(['10.0.0.9-10.0.0.8'])).toEqual([]);
  });
});
