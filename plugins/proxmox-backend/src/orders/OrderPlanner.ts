import { LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Order,
  PreflightAnswer,
  PreflightCheck,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  buildTenantCluster,
  KubeManifest,
  ProxmoxInventory,
  resourceEntityRef,
  tenantClusterEntityName,
  withoutSecrets,
} from '@rackstage/plugin-proxmox-node';
import { randomUUID } from 'node:crypto';
import { stringify } from 'yaml';
import { Caller } from '../access/ProxmoxAccess';
import { planThings } from './applyThings';
import { describeAcceptance, describeErrors } from './describeChecks';
import { listReservations } from './listReservations';
import { OrderDecisions } from './OrderDecisions';
import { OrderSettings } from './OrderSettings';
import { AcceptedOrder, OrderStore } from './OrderStore';
import { planTenantCluster } from './planTenantCluster';
import { checkOrder } from './preflight/checkOrder';
import { findComponent } from './preflight/facts/findComponent';
import { readPreflightFacts } from './preflight/readPreflightFacts';
import { rehearseOrder } from './rehearseOrder';

/** Stands where the id of the order will be. */
const NO_ORDER = 'preview';

interface OrderPlannerOptions {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  inventory: ProxmoxInventory;
  settings: OrderSettings;
  store: Pick<OrderStore, 'getLastNumber' | 'listHolding'>;
  logger: LoggerService;
  now?: () => Date;
}

/** What somebody who may order wants. */
interface Wish {
  caller: Caller;
  /** Of the tenant. */
  owner: string;
  spec: TenantClusterOrderSpec;
}

interface Appraisal {
  passed: boolean;
  checks: PreflightCheck[];
  stack: PreflightAnswer['stack'];
  /** Absent where it cannot be decided what to build. */
  plan?: { decisions: OrderDecisions; manifests: KubeManifest[] };
}

/** Finds out whether an order would end well, and decides what belongs to it. Asks no permission and writes nothing. */
export class OrderPlanner {
  readonly #options: OrderPlannerOptions;
  readonly #now: () => Date;

  constructor(options: OrderPlannerOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** What would be wrong, and what would be created. */
  async preflight(wish: Wish): Promise<PreflightAnswer> {
    const { passed, checks, stack, plan } = await this.#appraise(
      wish,
      NO_ORDER,
    );
    const manifests =
      plan &&
      withoutSecrets(plan.manifests)
        .map(manifest => stringify(manifest))
        .join('---\n');
    return { passed, checks, stack, manifests };
  }

  /** What is to be recorded of an order that passes, or why it does not. */
  async decide(
    wish: Wish & { requestedBy: string },
  ): Promise<Omit<AcceptedOrder, 'idempotencyKey'> | { refusal: string }> {
    const { requestedBy, owner, spec } = wish;
    // Before the reservations are read: what is accepted meanwhile has another number.
    const lastNumber = await this.#options.store.getLastNumber();
    const id = randomUUID();
    const { passed, checks, plan } = await this.#appraise(wish, id);
    if (!passed || !plan) {
      return { refusal: describeErrors(checks) };
    }
    const { decisions, manifests } = plan;
    const at = this.#now().toISOString();
    const { managementCluster: source, tenant: namespace, name } = spec;
    const order: Order = {
      id,
      kind: 'tenant-cluster',
      state: 'accepted',
      requestedBy,
      owner,
      spec,
      things: planThings(manifests),
      diagnoses: [],
      entityRef: resourceEntityRef(
        tenantClusterEntityName(source, { namespace, name }),
      ),
      createdAt: at,
      updatedAt: at,
    };
    const log = describeAcceptance(order, decisions, checks);
    return { order, decisions, lastNumber, log };
  }

  async #appraise(wish: Wish, orderId: string): Promise<Appraisal> {
    const { catalog, inventory, settings, store, logger } = this.#options;
    const { caller, owner, spec } = wish;
    const { facts, decisions } = await readPreflightFacts({
      spec,
      inventory,
      settings,
      reservations: listReservations(await store.listHolding(), inventory),
      findComponent: entityRef => findComponent({ catalog, caller, entityRef }),
      logger,
    });
    const { stack } = facts;
    const { passed, checks } = checkOrder(facts);
    if (!decisions) {
      return { passed, checks, stack };
    }
    const plan = planTenantCluster({
      orderId,
      owner,
      spec,
      decisions,
      settings,
    });
    const manifests = buildTenantCluster(plan, decisions.stack);
    if (!passed) {
      return { passed, checks, stack, plan: { decisions, manifests } };
    }
    const { managementCluster, tenant } = spec;
    const rehearsal = await rehearseOrder({
      writer: inventory.getKubeClient(managementCluster),
      managementCluster,
      tenant,
      manifests,
    });
    return {
      passed: rehearsal.level !== 'error',
      checks: [...checks, rehearsal],
      stack,
      plan: { decisions, manifests },
    };
  }
}
