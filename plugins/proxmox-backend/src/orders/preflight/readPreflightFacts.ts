import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import {
  MAXIMUM_SURGE,
  ProxmoxInventory,
} from '@rackstage/plugin-proxmox-node';
import { OrderDecisions, OrderReservation } from '../OrderDecisions';
import { OrderSettings } from '../OrderSettings';
import { PreflightFacts } from './PreflightFacts';

/** What {@link readPreflightFacts} works with. */
export interface ReadPreflightFactsOptions {
  spec: TenantClusterOrderSpec;
  /** Of an order that exists: what it created itself is not in its way. */
  orderId?: string;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
  /** Of all orders; those of `orderId` are left out. */
  reservations: OrderReservation[];
}

/**
 * Reads what the rules look at. Everything is read at the same time, each for itself, and at most for ten seconds: what
 * could not be read is missing in the facts.
 *
 * `decisions` are absent where they cannot be made; some check is an error then.
 */
export async function readPreflightFacts(
  options: ReadPreflightFactsOptions,
): Promise<{ facts: PreflightFacts; decisions?: OrderDecisions }> {
  const { spec, inventory } = options;
  const state = inventory.getManagementCluster(spec.managementCluster);
  return {
    facts: { spec, surge: MAXIMUM_SURGE, stack: state?.data?.stack },
  };
}
