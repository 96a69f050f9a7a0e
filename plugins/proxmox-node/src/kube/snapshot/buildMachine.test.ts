import { MachineFacts } from '../toModel/facts';
import { buildMachine } from './buildMachine';

const uuid = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const facts: MachineFacts = {
  namespace: 'tenant-team-a',
  name: 'acme-md-0-x1',
  uid: '1',
  createdAt: '2026-11-01T12:00:00Z',
  cluster: 'acme',
  conditions: [],
};

describe('the UUID of a machine', () => {
  it.each<[string, Partial<MachineFacts>, string | undefined]>([
    ['its provider id', { providerId: `proxmox://${uuid}` }, uuid],
    [
      'its provider id in capitals',
      { providerId: `proxmox://${uuid.toUpperCase()}` },
      uuid,
    ],
    [
      'its Node, where the provider id is that of the cloud controller manager',
      { providerId: 'proxmox://fra/301', systemUuid: uuid.toUpperCase() },
      uuid,
    ],
    ['nothing of another provider', { providerId: 'rke2://one' }, undefined],
    ['nothing at all', {}, undefined],
  ])('comes from %s', (_, change, expected) => {
    const machine = buildMachine('mgmt', { ...facts, ...change }, undefined);
    expect(machine.uuid).toBe(expected);
  });
});
