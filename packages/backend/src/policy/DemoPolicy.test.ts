import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityCreatePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
} from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  proxmoxOrderCreatePermission,
  proxmoxOrderReadPermission,
  proxmoxOrderUpdatePermission,
  proxmoxResourceReadPermission,
} from '@rackstage/plugin-proxmox-common';
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
  type Permission = Parameters<DemoPolicy['handle']>[0]['permission'];
  const handle = (id: string, permission: Permission) =>
    policy.handle({ permission }, userOf(id));
  const decide = async (id: string, permission: Permission) =>
    (await handle(id, permission)).result;

  it.each([
    proxmoxResourceReadPermission,
    proxmoxOrderCreatePermission,
    proxmoxOrderReadPermission,
    proxmoxOrderUpdatePermission,
    catalogEntityReadPermission,
    taskReadPermission,
    taskCancelPermission,
  ])(
    'lets the SRE and, under conditions, developers: $name',
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

  it.each([
    proxmoxOrderCreatePermission,
    proxmoxOrderReadPermission,
    proxmoxOrderUpdatePermission,
  ])(
    "limits orders to the tenants of one's groups: $name",
    async permission => {
      expect(await handle('alice', permission)).toMatchObject({
        pluginId: 'proxmox',
        conditions: {
          allOf: [
            { rule: 'HAS_TYPE', params: { types: ['tenant'] } },
            {
              rule: 'IS_OWNER',
              params: {
                claims: ['user:default/alice', 'group:default/team-a'],
              },
            },
          ],
        },
      });
    },
  );

  it.each([taskReadPermission, taskCancelPermission])(
    "limits tasks to one's own, also within the team: $name",
    async permission => {
      expect(await handle('bob', permission)).toMatchObject({
        pluginId: 'scaffolder',
        conditions: {
          rule: 'IS_TASK_OWNER',
          params: { createdBy: ['user:default/bob'] },
        },
      });
    },
  );

  it.each([
    actionExecutePermission,
    taskCreatePermission,
    templateParameterReadPermission,
    templateStepReadPermission,
  ])('lets everybody use templates: $name', async permission => {
    expect(await decide('sre', permission)).toBe('ALLOW');
    expect(await decide('bob', permission)).toBe('ALLOW');
  });

  it.each([templateDryRunPermission, templateManagementPermission])(
    'lets only the SRE make templates: $name',
    async permission => {
      expect(await decide('sre', permission)).toBe('ALLOW');
      expect(await decide('bob', permission)).toBe('DENY');
    },
  );

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
      proxmoxOrderCreatePermission,
      catalogEntityReadPermission,
      taskCreatePermission,
    ]) {
      const { result } = await policy.handle({ permission });
      expect(result).toBe('DENY');
    }
  });
});
