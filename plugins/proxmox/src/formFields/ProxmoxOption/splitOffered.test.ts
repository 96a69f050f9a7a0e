import { readChosen, splitOffered } from './splitOffered';

const options = [
  { value: '9010', label: 'k8s-1.33' },
  { value: '9011', label: 'k8s-1.34', disabledReason: 'no guest agent' },
];

describe('splitOffered', () => {
  it('parts what is gone from what is still there', () => {
    expect(splitOffered(['9010', '9009'], options)).toEqual({
      offered: ['9010'],
      gone: ['9009'],
    });
  });

  it('does not take what cannot be chosen now for gone', () => {
    expect(splitOffered(['9011'], options).gone).toEqual([]);
  });
});

describe('readChosen', () => {
  it.each([
    [undefined, []],
    ['', []],
    [null, []],
    ['fra', ['fra']],
    [9010, ['9010']],
    [
      ['pve1', '', 'pve2'],
      ['pve1', 'pve2'],
    ],
  ])('reads %j', (formData, chosen) => {
    expect(readChosen(formData)).toEqual(chosen);
  });
});
