import {
  countAddresses,
  findNetwork,
  isWithin,
  overlaps,
  parseAddressRange,
} from './addressRange';

describe('parseAddressRange', () => {
  it.each([
    ['10.0.0.150-10.0.0.180', 31],
    ['10.0.0.150 - 10.0.1.150', 257],
    ['10.0.0.5', 1],
    ['10.0.0.128/26', 64],
    ['0.0.0.0/0', 2 ** 32],
  ])('counts %s', (text, count) => {
    expect(countAddresses(parseAddressRange(text)!)).toBe(count);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.05',
    '10.0.0.9-10.0.0.5',
    '10.0.0.1-10.0.0.2-10.0.0.3',
    '10.0.0.0/33',
    '10.0.0.1-',
    'fd00::1',
    'host',
  ])("refuses '%s'", text => {
    expect(parseAddressRange(text)).toBeUndefined();
  });

  it.each([
    ['10.0.0.1-10.0.0.9', '10.0.0.9', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.10-10.0.0.20', false],
    ['10.0.0.0/24', '10.0.0.100', true],
    ['10.0.1.0/24', '10.0.0.255', false],
  ])('tells whether %s and %s overlap', (left, right, expected) => {
    const [a, b] = [left, right].map(text => parseAddressRange(text)!);

    expect([overlaps(a, b), overlaps(b, a)]).toEqual([expected, expected]);
  });

  it('finds the network of an address', () => {
    const network = findNetwork('10.0.3.77', 22)!;

    expect(network).toEqual(parseAddressRange('10.0.0.0-10.0.3.255'));
    expect(isWithin(parseAddressRange('10.0.2.5')!, network)).toBe(true);
    expect(isWithin(parseAddressRange('10.0.3.5-10.0.4.5')!, network)).toBe(
      false,
    );
    expect(findNetwork('gateway', 24)).toBeUndefined();
  });
});
