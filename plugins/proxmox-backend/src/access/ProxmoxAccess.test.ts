import { PermissionsService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  ProxmoxResource,
  proxmoxResourceReadPermission,
} from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
  proxmoxPermissionRules,
} from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from './ProxmoxAccess';

const guest: ProxmoxResource = {
  ref: 'fra/qemu/201',
  source: 'fra',
  type: 'qemu',
  id: '201',
  owner: 'user:default/alice',
  tags: [],
};
const alice = mockCredentials.user('user:default/alice');
const bob = mockCredentials.user('user:default/bob');

describe('ProxmoxAccess', () => {
  function setUp() {
    const clock = { now: 0 };
    const asked: string[] = [];
    let failure: Error | undefined;
    const permissions: PermissionsService = {
      async authorize() {
        throw new Error('Lists ask for conditions only');
      },
      async authorizeConditional(queries, options) {
        const { principal } = (options as { credentials: typeof alice })
          .credentials;
        asked.push(principal.userEntityRef);
        if (failure) {
          throw failure;
        }
        const claims = [principal.userEntityRef];
        return queries.map(
          (): PolicyDecision =>
            createProxmoxConditionalDecision(
              proxmoxResourceReadPermission,
              proxmoxConditions.isOwner({ claims }),
            ),
        );
      },
    };
    const rules = Object.values(proxmoxPermissionRules);
    const access = ProxmoxAccess.create({
      permissions,
      ruleset: {
        getRuleByName: name => rules.find(rule => rule.name === name)!,
      },
      inventory: {
        getResource: ref => (ref === guest.ref ? guest : undefined),
      },
      now: () => clock.now,
    });
    const fail = (error?: Error) => {
      failure = error;
    };
    return { access, asked, clock, fail };
  }

  it('decides for lists by the conditions of the caller', async () => {
    const { access } = setUp();

    expect((await access.getReader(alice)).mayRead(guest.ref)).toBe(true);
    expect((await access.getReader(bob)).mayRead(guest.ref)).toBe(false);
    expect((await access.getReader(alice)).mayRead('fra/qemu/777')).toBe(false);
  });

  it('asks once in 10 seconds, for each caller apart', async () => {
    const { access, asked, clock } = setUp();

    await Promise.all([access.getReader(alice), access.getReader(alice)]);
    await access.getReader(bob);
    clock.now = 9_999;
    await access.getReader(alice);
    expect(asked).toEqual(['user:default/alice', 'user:default/bob']);

    clock.now = 10_000;
    await access.getReader(alice);
    expect(asked).toHaveLength(3);
  });

  it('takes somebody who acts through a service for another caller', async () => {
    const { access, asked } = setUp();

    await access.getReader(alice);
    await access.getReader(
      mockCredentials.user('user:default/alice', {
        actor: { subject: 'plugin:search' },
      }),
    );

    expect(asked).toHaveLength(2);
  });

  it('lets nobody in while the permission framework fails, and asks again', async () => {
    const { access, fail } = setUp();

    fail(new Error('permission backend is down'));
    await expect(access.getReader(alice)).rejects.toThrow(/is down/);
    fail(undefined);
    await expect(access.getReader(alice)).resolves.toBeDefined();
  });
});
