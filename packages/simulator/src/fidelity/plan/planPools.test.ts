import { factsFor } from '../testRecordings';
import { planPools } from './planPools';
import { emptyPlan, needGuest } from './WorldPlan';

describe('planPools', () => {
  it('puts recorded members into the pool, in the old and the new form', () => {
    const member = { vmid: 812, type: 'qemu', node: 'n' };
    const forms = [
      factsFor('GET /pools/{poolid}', {
        values: { poolid: 'p7' },
        data: {
          comment: 'x',
          members: [member, { storage: 's1', type: 'storage' }],
        },
      }),
      factsFor('GET /pools', {
        params: { poolid: 'p7' },
        data: [
          {
            poolid: 'p7',
            comment: 'x',
            members: [member, { storage: 's1', type: 'storage' }],
          },
        ],
      }),
    ];
    for (const facts of forms) {
      const world = emptyPlan();
      needGuest(world, { type: 'qemu', vmid: 812, node: 'n' });
      planPools(world, facts);
      expect(world.guests.get(812)?.pool).toBe('p7');
      expect(world.pools.get('p7')).toEqual({ comment: 'x', storages: ['s1'] });
    }
  });

  it('plans neither a pool that is being made nor one that is missing', () => {
    const world = emptyPlan();
    planPools(world, factsFor('POST /pools', { params: { poolid: 'p7' } }));
    planPools(
      world,
      factsFor('GET /pools/{poolid}', {
        values: { poolid: 'p8' },
        refusal: "pool 'p8' does not exist",
      }),
    );
    expect(world.pools.size).toBe(0);
  });

  it('plans the guests that join', () => {
    const world = emptyPlan();
    planPools(
      world,
      factsFor('PUT /pools', { params: { poolid: 'p7', vms: '812,813' } }),
    );
    expect([...world.guests.keys()]).toEqual([812, 813]);
  });

  it('plans realms of a list and of the path', () => {
    const world = emptyPlan();
    planPools(
      world,
      factsFor('GET /access/domains', {
        data: [{ realm: 'corp', type: 'ad' }],
      }),
    );
    planPools(
      world,
      factsFor('GET /access/domains/{realm}', {
        values: { realm: 'lab' },
        data: { server1: 'x' },
      }),
    );
    expect(world.sections.get('domains')?.get('corp')).toEqual({
      realm: 'corp',
      type: 'ad',
    });
    expect(world.sections.get('domains')?.get('lab')).toMatchObject({
      type: 'ldap',
      server1: 'x',
    });
  });
});
