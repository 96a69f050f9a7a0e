import type { Json } from '../../fidelity/types';
import { extractFields } from './extractFields';

it('takes what a manager owns: leaves, list items by key, members of sets', () => {
  const object: Json = {
    spec: {
      prefix: 24,
      other: true,
      devices: [
        { name: 'net0', bridge: 'vmbr0', model: 'virtio' },
        { name: 'net1', bridge: 'vmbr1' },
      ],
      tags: ['a', 'b'],
    },
  };
  const owned = {
    'f:spec': {
      '.': {},
      'f:prefix': {},
      'f:devices': {
        'k:{"name":"net0"}': { '.': {}, 'f:bridge': {}, 'f:name': {} },
      },
      'f:tags': { 'v:"b"': {} },
    },
  };
  expect(extractFields(object, owned)).toEqual({
    spec: {
      prefix: 24,
      devices: [{ name: 'net0', bridge: 'vmbr0' }],
      tags: ['b'],
    },
  });
});
