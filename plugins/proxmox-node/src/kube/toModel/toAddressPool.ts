import { wireInClusterIpPool } from '../wire/inClusterIpPool';
import { AddressPoolFacts } from './facts';
import { toObjectFacts } from './toObjectFacts';

/** An InClusterIPPool. Throws where the object has no name. */
export function toAddressPool(object: unknown): AddressPoolFacts {
  const { metadata, spec, status } = wireInClusterIpPool.parse(object);
  return {
    ...toObjectFacts(metadata),
    addresses: spec?.addresses ?? [],
    ...status?.ipAddresses,
  };
}
