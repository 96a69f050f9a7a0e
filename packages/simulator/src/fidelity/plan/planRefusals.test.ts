import { factsFor } from '../testRecordings';
import { planRefusals } from './planRefusals';
import { emptyPlan, needNode } from './WorldPlan';

const guestCall = 'POST /nodes/{node}/qemu/{vmid}/status/reset';
const values = { node: 'n1', vmid: '812' };

function plan(refusal: string, call = guestCall, changes = {}) {
  const world = emptyPlan();
  needNode(world, 'n1');
  planRefusals(
    world,
    factsFor(call, { values, refusal, isSuccess: false, ...changes }),
  );
  return world;
}

describe('planRefusals', () => {
  it.each([
    [
      "unable to create VM 900 - VM 900 already exists on node 'n2'",
      'qemu',
      'n2',
    ],
    ["CT 900 already exists on node 'n3'", 'lxc', 'n3'],
    ['VM 900 already exists', 'qemu', 'n1'],
  ])('plans the duplicate of "%s"', (refusal, type, node) => {
    expect(plan(refusal).guests.get(900)).toMatchObject({ type, node });
  });

  it.each([
    ['VM 812 already running', 'running'],
    ['VM 812 is running - destroy failed', 'running'],
    ["can't migrate running VM without --online", 'running'],
    ['VM 812 not running', 'stopped'],
  ])('plans the state behind "%s"', (refusal, status) => {
    expect(plan(refusal).guests.get(812)?.status).toBe(status);
  });

  it.each([
    ['VM is locked (migrate)', { lock: 'migrate' }],
    ["can't remove VM 812 - protection mode enabled", { protection: 1 }],
    ["you can't convert a template to a template", { template: 1 }],
    [
      "Linked clone feature is not supported for 'fast:812/vm-812-disk-3.qcow2' (virtio3)",
      { virtio3: 'fast:812/vm-812-disk-3.qcow2,size=1G' },
    ],
  ])('plans the configuration behind "%s"', (refusal, config) => {
    expect(plan(refusal).guests.get(812)?.config).toEqual(config);
  });

  it('plans the things whose duplicate or content was refused', () => {
    const refusals = [
      "create pool failed: pool 'p7' already exists",
      "create user failed: user 'amy@pve' already exists",
      "create group failed: group 'g7' already exists",
      "create role failed: role 'R7' already exists",
      "create storage failed: storage ID 's7' already defined",
    ].join('\n');
    const world = plan(refusals);
    expect(world.pools.has('p7')).toBe(true);
    expect(world.users.has('amy@pve')).toBe(true);
    expect(world.groups.has('g7')).toBe(true);
    expect(world.roles.has('R7')).toBe(true);
    expect(world.storages.has('s7')).toBe(true);
  });

  it('plans the member of a pool that is not empty', () => {
    const world = plan(
      "delete pool failed: pool 'p7' is not empty (contains VM 900)",
    );
    expect(world.guests.get(900)?.pool).toBe('p7');
  });

  it('plans the token and the realm that are there already', () => {
    const tokenCall = 'POST /access/users/{userid}/token/{tokenid}';
    const token = plan('Token already exists.', tokenCall, {
      values: { userid: 'amy@pve', tokenid: 'ci' },
    });
    const realm = plan("domain 'corp' already exists", 'POST /access/domains', {
      params: { type: 'ad' },
    });
    expect(token.users.get('amy@pve')?.tokens[0].id).toBe('ci');
    expect(realm.sections.get('domains')?.get('corp')).toMatchObject({
      type: 'ad',
    });
  });

  it('takes the quorum away', () => {
    expect(plan('cluster not ready - no quorum?').isQuorate).toBe(false);
    expect(plan('something else').isQuorate).toBe(true);
  });
});
