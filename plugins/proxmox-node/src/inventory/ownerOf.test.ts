import { OwnerRules } from '../config/ProxmoxConfig';
import { findIneffectiveRules, ownerOf } from './ownerOf';

const owners: OwnerRules = {
  default: 'group:default/platform',
  rules: [
    { kind: 'name', pattern: /^(?:shop-.*)$/, owner: 'group:default/by-name' },
    { kind: 'tag', tag: 'shop', owner: 'group:default/by-tag' },
    { kind: 'pool', pool: 'team-b', owner: 'group:default/team-b' },
    { kind: 'pool', pool: 'team-b', owner: 'group:default/later' },
  ],
  tenantEditable: true,
};
const shop = { pool: 'team-b', tags: ['Shop'], name: 'shop-web-1' };

describe('ownerOf', () => {
  it('takes the pool before the tag before the name before the default', () => {
    expect(ownerOf(shop, owners)).toBe('group:default/team-b');
    expect(ownerOf({ ...shop, pool: 'x' }, owners)).toBe(
      'group:default/by-tag',
    );
    expect(ownerOf({ tags: [], name: 'shop-web-1' }, owners)).toBe(
      'group:default/by-name',
    );
    expect(ownerOf({ tags: [] }, owners)).toBe('group:default/platform');
  });

  it('matches whole names only', () => {
    expect(ownerOf({ tags: [], name: 'my-shop-1' }, owners)).toBe(
      'group:default/platform',
    );
  });

  it('gives nothing for what a tenant can edit, unless that was opted into', () => {
    const strict = { ...owners, tenantEditable: false };
    expect(ownerOf({ ...shop, pool: undefined }, strict)).toBe(
      'group:default/platform',
    );
    expect(ownerOf(shop, strict)).toBe('group:default/team-b');
    expect(findIneffectiveRules(strict)).toEqual([0, 1]);
    expect(findIneffectiveRules(owners)).toEqual([]);
  });
});
