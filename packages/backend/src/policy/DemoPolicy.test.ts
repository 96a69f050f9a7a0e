import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
} from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';
import { proxmoxResourceReadPermission } from '@rackstage/plugin-proxmox-common';
import { personas } from '../auth/personas';
import { DemoPolicy } from './DemoPolicy';

describe('DemoPolicy', () => {
  const policy = new DemoPolicy();
  const userOf = (id: string) => {
    const persona = personas.find(candidate => candidate.id === id)!;
    const { userEntityRef, groupEntityRef } = persona;
    return {
      credentials: mockCredentials.user(userEntityRef),
      info: {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, groupEntityRef],
      },
    };
  };
  const decide = async (
    id: string,
    permission: Parameters<DemoPolicy['handle']>[0]['permission'],
  ) => (await policy.handle({ permission }, userOf(id))).result;

  it.each([proxmoxResourceReadPermission, catalogEntityReadPermission])(
    'lets the SRE read all and developers under conditions: $name',
    async permission => {
      expect(await decide('sre', permission)).toBe('ALLOW');
      expect(await decide('alice', permission)).toBe('CONDITIONAL');
      expect(await decide('bob', permission)).toBe('CONDITIONAL');
    },
  );

  it.each([
    catalogEntityCreatePermission,
    catalogEntityRefreshPermission,
    catalogLocationCreatePermission,
    catalogLocationDeletePermission,
  ])('lets only the SRE change the catalogue: $name', async permission => {
    expect(await decide('sre', permission)).toBe('ALLOW');
    expect(await decide('alice', permission)).toBe('DENY');
  });

  it('denies what it does not know, to everybody', async () => {
    const unknown = createPermission({
      name: 'spaceship.launch',
      attributes: {},
    });
    expect(await decide('sre', unknown)).toBe('DENY');
    expect(await decide('bob', unknown)).toBe('DENY');
  });

  it('denies everything to somebody who is not signed in', async () => {
    for (const permission of [
      proxmoxResourceReadPermission,
      catalogEntityReadPermission,
    ]) {
      const { result } = await policy.handle({ permission });
      expect(result).toBe('DENY');
    }
  });
});
