import {
  ProxmoxSnapshot,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  MAXIMUM_SURGE,
  parseComponentRef,
  ProxmoxInventory,
  tenantRef,
} from '@rackstage/plugin-proxmox-node';
import { OrderDecisions, OrderReservation } from '../OrderDecisions';
import { OrderSettings } from '../OrderSettings';
import { attempt, FactLogger } from './facts/attempt';
import { ComponentFacts, PreflightFacts } from './PreflightFacts';
import { readManagementFacts } from './readManagementFacts';
import { readProxmoxFacts } from './readProxmoxFacts';

const DEADLINE_MS = 10_000;
/** A snapshot that old is as good as a new one: Proxmox has no news more often. */
const SNAPSHOT_MAX_AGE = { seconds: 10 };

/** What {@link readPreflightFacts} works with. */
export interface ReadPreflightFactsOptions {
  spec: TenantClusterOrderSpec;
  /** Of an order that exists: what it created itself is not in its way. */
  orderId?: string;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
  /** Of all orders; those of `orderId` are left out. */
  reservations: OrderReservation[];
  /** Asks the catalogue on behalf of whoever orders; without it nothing is known of Components. */
  findComponent?: (entityRef: string) => Promise<ComponentFacts | null>;
  logger?: FactLogger;
  /** Default: 10 s. */
  deadlineMs?: number;
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
  const { spec, inventory, settings, deadlineMs = DEADLINE_MS } = options;
  const state = inventory.getManagementCluster(spec.managementCluster);
  const platform = settings.platforms.get(spec.managementCluster);
  const context = {
    ...options,
    logger: options.logger ?? { warn: () => {} },
    signal: AbortSignal.timeout(deadlineMs),
    stack: state?.data?.stack,
  };
  const proxmox = readSnapshot(context);
  const [managementFacts, proxmoxFacts, component] = await Promise.all([
    readManagementFacts(context),
    readProxmoxFacts({ ...context, proxmox }),
    readComponent(context),
  ]);
  const tenant = inventory.getResource(
    tenantRef({ source: spec.managementCluster, namespace: spec.tenant }),
  );
  const facts: PreflightFacts = {
    spec,
    surge: MAXIMUM_SURGE,
    platform: platform?.settings ?? {},
    proxmoxSource: platform?.proxmoxSource,
    isTenant: tenant !== undefined,
    owner: tenant?.owner,
    component,
    stack: context.stack,
    ...managementFacts,
    ...proxmoxFacts,
  };
  return { facts, decisions: decide(facts) };
}

/** The newest state of the Proxmox source; `undefined` where it cannot be read now, however good the last one was. */
async function readSnapshot(options: {
  spec: TenantClusterOrderSpec;
  inventory: ProxmoxInventory;
  signal: AbortSignal;
  logger: FactLogger;
}): Promise<ProxmoxSnapshot | undefined> {
  const { spec, inventory, signal, logger } = options;
  const { source } = spec.proxmox;
  return attempt(
    `Proxmox ${source}`,
    async () => {
      const state = await Promise.race([
        inventory.refresh(source, { maxAge: SNAPSHOT_MAX_AGE }),
        untilAborted(signal),
      ]);
      if (state.error) {
        throw new Error(state.error.message);
      }
      return state.data;
    },
    logger,
  );
}

async function readComponent(
  options: Pick<ReadPreflightFactsOptions, 'spec' | 'findComponent'> & {
    signal: AbortSignal;
    logger: FactLogger;
  },
): Promise<PreflightFacts['component']> {
  const { spec, findComponent, signal, logger } = options;
  const ref = parseComponentRef(spec.component ?? '');
  return ref && findComponent
    ? attempt(
        ref,
        () => Promise.race([findComponent(ref), untilAborted(signal)]),
        logger,
      )
    : undefined;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

function decide(facts: PreflightFacts): OrderDecisions | undefined {
  const { stack, template, vmidRange } = facts;
  return stack && template && vmidRange
    ? {
        stack,
        templateNode: template.guest.node,
        templateTags: template.guest.tags,
        vmidRange,
      }
    : undefined;
}
