import { KubernetesOwnerRules } from '../../config/ProxmoxConfig';
import { ownManagementSnapshot } from './ownManagementSnapshot';

const a = 'group:default/team-a';
const b = 'group:default/team-b';
const platform = 'group:default/platform';

function ownerAfter(saved: string, rules: KubernetesOwnerRules['rules']) {
  const tenant = { source: 'mgmt', namespace: 'tenant-x', owner: saved };
  const snapshot = {
    tenants: [tenant],
    tenantClusters: [],
    machines: [],
    addressClaims: [],
    addressPools: [],
  };
  const owners = { default: platform, rules };
  return ownManagementSnapshot({ owners }, snapshot).tenants[0].owner;
}

describe('ownManagementSnapshot', () => {
  const byLabel = {
    kind: 'label',
    label: 'team',
    value: 'a',
    owner: a,
  } as const;
  const byName = {
    kind: 'namespace',
    namespace: 'tenant-x',
    owner: b,
  } as const;

  it('goes by the namespace rules of today', () => {
    expect(ownerAfter(a, [byName, byLabel])).toBe(b);
  });

  it('keeps an owner by label while a label rule names that owner', () => {
    expect(ownerAfter(a, [byLabel])).toBe(a);
  });

  it('takes rights away that no rule gives any more', () => {
    expect(ownerAfter(b, [byLabel])).toBe(platform);
    expect(ownerAfter(a, [])).toBe(platform);
  });
});
