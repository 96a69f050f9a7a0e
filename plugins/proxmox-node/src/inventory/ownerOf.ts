import { OwnerRules } from '../config/ProxmoxConfig';

/** What the rules look at. */
type RuledGuest = { pool?: string; tags: string[]; name?: string };

/** Owner of a guest by the rules of its source, else the default. */
export function ownerOf(guest: RuledGuest, owners: OwnerRules): string {
  return findRuleOwner(guest, owners) ?? owners.default;
}

/**
 * The owner by the first matching pool rule, else tag rule, else name rule; `undefined` where none matches.
 *
 * Tags and names can be edited by whoever may edit the guest, and clones copy them. Ownership gives rights, so
 * without `tenantEditable` such rules decide nothing at all: an owner that is shown but not meant would mislead.
 */
export function findRuleOwner(
  guest: RuledGuest,
  owners: OwnerRules,
): string | undefined {
  const byPool = owners.rules.find(
    rule => rule.kind === 'pool' && rule.pool === guest.pool,
  );
  if (byPool || !owners.tenantEditable) {
    return byPool?.owner;
  }
  const byTag = owners.rules.find(
    rule =>
      rule.kind === 'tag' &&
      guest.tags.some(tag => tag.toLocaleLowerCase('en-US') === rule.tag),
  );
  const byName = owners.rules.find(
    rule => rule.kind === 'name' && rule.pattern.test(guest.name ?? ''),
  );
  return (byTag ?? byName)?.owner;
}

/** The rules that cannot match as configured; to be told at start, because they look as if they worked. */
export function findIneffectiveRules(owners: OwnerRules): number[] {
  return owners.tenantEditable
    ? []
    : owners.rules.flatMap((rule, index) =>
        rule.kind === 'pool' ? [] : [index],
      );
}
