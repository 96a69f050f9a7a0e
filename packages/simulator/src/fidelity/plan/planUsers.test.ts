import { factsFor } from '../testRecordings';
import { planGroups, planUsers } from './planUsers';
import { emptyPlan } from './WorldPlan';

describe('planUsers', () => {
  it('takes profile, state, groups and tokens from a row', () => {
    const world = emptyPlan();
    planUsers(
      world,
      factsFor('GET /access/users', {
        data: [
          {
            userid: 'amy@pve',
            enable: 0,
            email: 'amy@example.org',
            groups: 'ops,dev',
            tokens: { ci: { privsep: 0, expire: 7 } },
          },
        ],
      }),
    );
    expect(world.users.get('amy@pve')).toEqual({
      userid: 'amy@pve',
      isEnabled: false,
      properties: { email: 'amy@example.org' },
      groups: ['ops', 'dev'],
      tokens: [
        {
          id: 'ci',
          hasSeparatePrivileges: false,
          expire: 7,
          comment: undefined,
        },
      ],
    });
    expect([...world.groups.keys()]).toEqual(['ops', 'dev']);
  });

  it('plans the token of the path, but not one that is being made', () => {
    const tokens = (method: string) => {
      const world = emptyPlan();
      const values = { userid: 'amy@pve', tokenid: 'ci' };
      planUsers(
        world,
        factsFor(`${method} /access/users/{userid}/token/{tokenid}`, {
          values,
        }),
      );
      return world.users.get('amy@pve')?.tokens.length;
    };
    expect(tokens('GET')).toBe(1);
    expect(tokens('POST')).toBe(0);
  });

  it('does not plan a user that a request creates or that was refused', () => {
    const world = emptyPlan();
    const params = { userid: 'amy@pve' };
    planUsers(world, factsFor('POST /access/users', { params }));
    planUsers(
      world,
      factsFor('PUT /access/password', { params, isSuccess: false }),
    );
    expect(world.users.size).toBe(0);
  });

  it('plans groups with their members', () => {
    const world = emptyPlan();
    planGroups(
      world,
      factsFor('GET /access/groups', {
        data: [{ groupid: 'ops', users: 'amy@pve' }],
      }),
    );
    planGroups(
      world,
      factsFor('GET /access/groups/{groupid}', {
        values: { groupid: 'dev' },
        data: { members: ['bob@pve'] },
      }),
    );
    expect(world.users.get('amy@pve')?.groups).toEqual(['ops']);
    expect(world.users.get('bob@pve')?.groups).toEqual(['dev']);
  });
});
