import { wireIpAddressClaim } from '../wire/ipAddressClaim';
import { AddressClaimFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { toObjectFacts } from './toObjectFacts';

/** An IPAddressClaim. Throws where the object has no name. */
export function toAddressClaim(object: unknown): AddressClaimFacts {
  const { metadata, spec, status } = wireIpAddressClaim.parse(object);
  const owners = metadata.ownerReferences;
  const owner = owners.find(({ controller }) => controller) ?? owners[0];
  return {
    ...toObjectFacts(metadata),
    claimant: owner && { kind: owner.kind, name: owner.name },
    pool: spec?.poolRef,
    address: status?.addressRef?.name || undefined,
    conditions: normaliseConditions(status),
  };
}
