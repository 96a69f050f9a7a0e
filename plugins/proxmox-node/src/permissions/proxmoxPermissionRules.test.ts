import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  ProxmoxResource,
  proxmoxResourceReadPermission,
} from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
} from './proxmoxConditions';
import { proxmoxPermissionRules } from './proxmoxPermissionRules';

const ordersApi: ProxmoxResource = {
  ref: 'fra/qemu/201',
  source: 'fra',
  type: 'qemu',
  id: '201',
  owner: 'group:default/team-a',
  tags: ['orders', 'production'],
  pool: 'team-a',
};

const pve1: ProxmoxResource = {
  ref: 'fra/node/pve1',
  source: 'fra',
  type: 'node',
  id: 'pve1',
  owner: 'group:default/platform',
  tags: [],
};

/** Decides as proxmox-backend does: through the framework, by the name of the rule. */
const isAllowed = createConditionAuthorizer<ProxmoxResource>({
  getRuleByName(name) {
    const rule = Object.values(proxmoxPermissionRules).find(
      candidate => candidate.name === name,
    );
    if (!rule) {
      throw new Error(`No rule ${name}`);
    }
    return rule;
  },
});

const { isOwner, inSource, hasType, hasTag, inPool } = proxmoxConditions;
const decide = (
  criteria: Parameters<typeof createProxmoxConditionalDecision>[1],
) => createProxmoxConditionalDecision(proxmoxResourceReadPermission, criteria);

describe('rules on Proxmox resources', () => {
  it.each([
    [
      'owner among the claims',
      isOwner({ claims: ['user:default/alice', 'group:default/team-a'] }),
      true,
    ],
    [
      'owner written in another case',
      isOwner({ claims: ['Group:default/Team-A'] }),
      true,
    ],
    [
      'owner is another team',
      isOwner({ claims: ['group:default/team-b'] }),
      false,
    ],
    ['nobody claims anything', isOwner({ claims: [] }), false],
    ['source', inSource({ sources: ['edge', 'fra'] }), true],
    ['another source', inSource({ sources: ['edge'] }), false],
    ['type', hasType({ types: ['lxc', 'qemu'] }), true],
    ['another type', hasType({ types: ['lxc'] }), false],
    ['tag', hasTag({ tags: ['production'] }), true],
    ['part of a tag', hasTag({ tags: ['prod'] }), false],
    ['pool', inPool({ pools: ['team-a'] }), true],
    ['another pool', inPool({ pools: ['team-b'] }), false],
  ])('%s', (_name, condition, allowed) => {
    expect(isAllowed(decide(condition), ordersApi)).toBe(allowed);
  });

  it('decides on tenants and tenant clusters by owner, type and source', () => {
    const acme: ProxmoxResource = {
      ref: 'mgmt-a/tenant-cluster/tenant-team-a.acme',
      source: 'mgmt-a',
      type: 'tenant-cluster',
      id: 'tenant-team-a.acme',
      owner: 'group:default/team-a',
      tags: [],
    };
    const claims = ['group:default/team-a'];
    const types: ProxmoxResource['type'][] = ['tenant', 'tenant-cluster'];
    expect(isAllowed(decide(hasType({ types })), acme)).toBe(true);
    expect(isAllowed(decide(hasType({ types })), pve1)).toBe(false);
    expect(isAllowed(decide(isOwner({ claims })), acme)).toBe(true);
    expect(isAllowed(decide(inSource({ sources: ['mgmt-a'] })), acme)).toBe(
      true,
    );
  });

  it('lets a thing without pool and tags match no rule on them', () => {
    expect(isAllowed(decide(inPool({ pools: [''] })), pve1)).toBe(false);
    expect(isAllowed(decide(hasTag({ tags: [''] })), pve1)).toBe(false);
  });

  it('combines to the policy of the demo portal', () => {
    const decision = decide({
      anyOf: [
        hasType({ types: ['cluster', 'node', 'storage', 'network'] }),
        isOwner({ claims: ['group:default/team-b'] }),
      ],
    });

    expect(decision).toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'proxmox',
      resourceType: 'proxmox-resource',
    });
    expect(isAllowed(decision, pve1)).toBe(true);
    expect(isAllowed(decision, ordersApi)).toBe(false);
  });

  it('denies what does not exist', () => {
    expect(isAllowed(decide(inSource({ sources: ['fra'] })), undefined)).toBe(
      false,
    );
  });

  it('says the same as a query', () => {
    expect(proxmoxPermissionRules.isOwner.toQuery({ claims: ['a'] })).toEqual({
      field: 'owner',
      values: ['a'],
    });
    expect(proxmoxPermissionRules.inPool.toQuery({ pools: ['p'] })).toEqual({
      field: 'pool',
      values: ['p'],
    });
  });
});
