import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  ProxmoxResource,
  proxmoxResourceReadPermission,
} from '@rackstage/plugin-proxmox-common';
import {
  createProxmoxConditionalDecision,
  proxmoxConditions,
  proxmoxPermissionRules,
} from '@rackstage/plugin-proxmox-node';
import { ProxmoxRuleset, compileDecision } from './compileDecision';

const { hasType, inSource, isOwner } = proxmoxConditions;

const ruleset: ProxmoxRuleset = {
  getRuleByName(name) {
    const rule = Object.values(proxmoxPermissionRules).find(
      candidate => candidate.name === name,
    );
    if (!rule) {
      throw new Error(`No rule ${name}`);
    }
    return rule;
  },
};

const resources: ProxmoxResource[] = ['fra', 'edge'].flatMap(source =>
  (['qemu', 'node'] as const).flatMap(type =>
    ['group:default/team-a', 'group:default/team-b'].map(owner => ({
      ref: `${source}/${type}/${owner}`,
      source,
      type,
      id: owner,
      owner,
      tags: [],
    })),
  ),
);

const teamA = isOwner({ claims: ['group:default/team-a'] });

describe('compileDecision', () => {
  it.each<
    [string, PermissionCriteria<PermissionCondition<'proxmox-resource'>>]
  >([
    ['one rule', teamA],
    ['any of', { anyOf: [teamA, hasType({ types: ['node'] })] }],
    ['all of', { allOf: [teamA, inSource({ sources: ['fra'] })] }],
    ['not', { not: teamA }],
    [
      'nested',
      {
        anyOf: [
          { allOf: [teamA, { not: inSource({ sources: ['fra'] }) }] },
          hasType({ types: ['node'] }),
        ],
      },
    ],
  ])('decides like the framework: %s', (_name, criteria) => {
    const decision = createProxmoxConditionalDecision(
      proxmoxResourceReadPermission,
      criteria,
    );
    const byFramework = createConditionAuthorizer<ProxmoxResource>(ruleset);
    const byUs = compileDecision(decision, ruleset);

    const allowed = resources.filter(byUs);
    expect(allowed).toEqual(
      resources.filter(resource => byFramework(decision, resource)),
    );
    expect(allowed).not.toHaveLength(0);
    expect(allowed).not.toHaveLength(resources.length);
  });

  it.each<[PolicyDecision, number]>([
    [{ result: AuthorizeResult.ALLOW }, resources.length],
    [{ result: AuthorizeResult.DENY }, 0],
  ])('takes %j for all', (decision, count) => {
    expect(resources.filter(compileDecision(decision, ruleset))).toHaveLength(
      count,
    );
  });

  it('refuses wrong parameters and unknown rules before anything is decided', () => {
    const decide = (condition: object) => () =>
      compileDecision(
        {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'proxmox',
          resourceType: 'proxmox-resource',
          conditions: {
            resourceType: 'proxmox-resource',
            ...condition,
          } as PermissionCondition,
        },
        ruleset,
      );

    expect(decide({ rule: 'IS_OWNER', params: { claims: 'team-a' } })).toThrow(
      /claims/,
    );
    expect(decide({ rule: 'IS_FRIEND', params: {} })).toThrow(/IS_FRIEND/);
  });
});
