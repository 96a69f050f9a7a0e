import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Order,
  OrderLogAnswer,
  OrdersQuery,
  OrderState,
  PreflightAnswer,
  ProxmoxResource,
  proxmoxOrderCreatePermission,
  proxmoxOrderReadPermission,
  proxmoxOrderUpdatePermission,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory, tenantRef } from '@rackstage/plugin-proxmox-node';
import { Caller, ProxmoxAccess } from '../access/ProxmoxAccess';
import { OrderPlanner } from './OrderPlanner';
import { OrderSettings } from './OrderSettings';
import { Decision, OrderStore } from './OrderStore';

/**
 * An order is decided anew where another replica has accepted one meanwhile; each time one of them gets through. The replica
 * that has just won begins the next one earlier than the others learn that they have lost, so it may win until nothing is
 * left there: there have to be more attempts than orders that arrive at one replica at the same moment.
 */
const ATTEMPTS = 50;

interface OrdersServiceOptions {
  access: ProxmoxAccess;
  inventory: Pick<ProxmoxInventory, 'getResource'>;
  planner: Pick<OrderPlanner, 'preflight' | 'decide'>;
  settings: Pick<OrderSettings, 'enabled'>;
  store: OrderStore;
  /** Somebody has to work on an order now. */
  onWork: () => void;
}

/** Takes orders and answers questions about them, each for one caller. */
export class OrdersService {
  readonly #options: OrdersServiceOptions;
  #queue: Promise<unknown> = Promise.resolve();

  static create(options: OrdersServiceOptions) {
    return new OrdersService(options);
  }

  private constructor(options: OrdersServiceOptions) {
    this.#options = options;
  }

  /** Whether an order would end well, and what it would create. Changes nothing and records nothing. */
  async preflight(
    caller: Caller,
    spec: TenantClusterOrderSpec,
  ): Promise<PreflightAnswer> {
    const { planner } = this.#options;
    const { owner } = await this.#authorise(caller, spec);
    return planner.preflight({ caller, owner, spec });
  }

  /**
   * Accepts an order, or finds the one that the caller has made with the same key. Throws NotAllowedError, InputError with
   * every field that is wrong, and ConflictError where the key was used for something else; nothing is recorded then.
   */
  async create(
    caller: Caller,
    request: { idempotencyKey: string; spec: TenantClusterOrderSpec },
  ): Promise<{ order: Order; created: boolean }> {
    const { idempotencyKey, spec } = request;
    const { owner } = await this.#authorise(caller, spec);
    const requestedBy = caller.principal.userEntityRef;
    const accept = () =>
      this.#tryToAccept({ caller, requestedBy, owner, spec, idempotencyKey });
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // Those who lost once line up, so that they do not make each other lose again.
      const accepted = await (attempt === 1 ? accept() : this.#inTurn(accept));
      if (accepted) {
        this.#options.onWork();
        return accepted;
      }
    }
    throw new ConflictError(
      'Too many orders are being accepted at this moment; order again a little later.',
    );
  }

  /** The orders that the caller may read, the newest first. */
  async list(caller: Caller, query: OrdersQuery = {}): Promise<Order[]> {
    const mayRead = await this.#getReader(caller);
    const orders = await this.#options.store.list();
    const { managementCluster, tenant } = query;
    return orders.filter(
      order =>
        (!managementCluster ||
          order.spec.managementCluster === managementCluster) &&
        (!tenant || order.spec.tenant === tenant) &&
        mayRead(order),
    );
  }

  /** Throws NotFoundError, with the same words where there is none and where the caller may not read it. */
  async get(caller: Caller, id: string): Promise<Order> {
    const [mayRead, order] = await Promise.all([
      this.#getReader(caller),
      this.#options.store.find(id),
    ]);
    if (!order || !mayRead(order)) {
      throw new NotFoundError(
        `There is no order ${id}, or you may not read it.`,
      );
    }
    return order;
  }

  /** Lines after the given number. */
  async readLog(
    caller: Caller,
    id: string,
    after: number,
  ): Promise<OrderLogAnswer> {
    await this.get(caller, id);
    return this.#options.store.readLog(id, after);
  }

  /** Tries a failed order again, from where it failed. */
  async resume(caller: Caller, id: string): Promise<Order> {
    return this.#decideAbout(caller, id, {
      from: ['failed'],
      state: 'applying',
      refusal: 'Only a failed order can be resumed.',
      line: `Resumed by ${caller.principal.userEntityRef}.`,
    });
  }

  /** Removes what a failed order has created. */
  async cleanUp(caller: Caller, id: string): Promise<Order> {
    return this.#decideAbout(caller, id, {
      from: ['failed'],
      state: 'cleaning-up',
      refusal: 'Only a failed order can be cleaned up.',
      line: `Clean-up ordered by ${caller.principal.userEntityRef}.`,
    });
  }

  /** Ends the work on an order. It counts as failed then: it can be resumed, or cleaned up. */
  async cancel(caller: Caller, id: string): Promise<Order> {
    const { userEntityRef } = caller.principal;
    return this.#decideAbout(caller, id, {
      from: ['accepted', 'applying', 'waiting'],
      state: 'failed',
      refusal: 'Only an order that is not ready yet can be cancelled.',
      line: `Cancelled by ${userEntityRef}.`,
      message: `Cancelled by ${userEntityRef}. What it has created stays until it is cleaned up.`,
    });
  }

  async #decideAbout(
    caller: Caller,
    id: string,
    decision: Decision & { from: OrderState[]; refusal: string },
  ): Promise<Order> {
    const { access, store, onWork } = this.#options;
    const known = await this.get(caller, id);
    this.#assertEnabled();
    const { spec, state } = known;
    const mayUpdate = await access.getPredicate(
      caller,
      proxmoxOrderUpdatePermission,
    );
    if (!mayUpdate(this.#tenantOf(known))) {
      throw new NotAllowedError(
        `You may not change orders of tenant ${spec.tenant} in ${spec.managementCluster}. Ask the owner of the tenant for the permission ${proxmoxOrderUpdatePermission.name}.`,
      );
    }
    if (!decision.from.includes(state)) {
      throw new ConflictError(`Order ${id} is ${state}. ${decision.refusal}`);
    }
    if (decision.state === 'applying') {
      this.#assertTenant(spec);
    }
    const order = await store.decide(id, decision);
    onWork();
    return order;
  }

  /** Resolves to undefined where another order was accepted while this one was decided. */
  async #tryToAccept(wish: {
    caller: Caller;
    requestedBy: string;
    owner: string;
    spec: TenantClusterOrderSpec;
    idempotencyKey: string;
  }): Promise<{ order: Order; created: boolean } | undefined> {
    const { planner, store } = this.#options;
    const { idempotencyKey } = wish;
    const findOwn = async () => {
      const order = await store.findByKey(wish, idempotencyKey);
      return order && { order, created: false };
    };
    const known = await findOwn();
    if (known) {
      return known;
    }
    const decided = await planner.decide(wish);
    if (!('refusal' in decided)) {
      return store.accept({ ...decided, idempotencyKey });
    }
    // A second click while the first was looked at: what is in its way is its own order.
    const own = await findOwn();
    if (!own) {
      throw new InputError(decided.refusal);
    }
    return own;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /**
   * Whether the caller may order for that tenant, before anything is asked of anybody else. Where the policy says no, it is
   * not told whether the tenant exists.
   */
  async #authorise(
    caller: Caller,
    spec: TenantClusterOrderSpec,
  ): Promise<ProxmoxResource> {
    this.#assertEnabled();
    const { access, inventory } = this.#options;
    const { tenant, managementCluster } = spec;
    const ref = tenantRefOf(spec);
    const mayOrder = await access.isAllowed(
      caller,
      proxmoxOrderCreatePermission,
      ref,
    );
    if (!mayOrder) {
      throw new NotAllowedError(
        `You may not order for tenant '${tenant}' in '${managementCluster}', or there is no such tenant. Ask its owner for the permission ${proxmoxOrderCreatePermission.name}.`,
      );
    }
    const resource = inventory.getResource(ref);
    if (resource?.type !== 'tenant') {
      throw new NotFoundError(
        `There is no tenant '${tenant}' in management cluster '${managementCluster}'. Tenants are namespaces that an owner rule of proxmox.kubernetes names; choose one of them.`,
      );
    }
    return resource;
  }

  #assertEnabled() {
    if (!this.#options.settings.enabled) {
      throw new NotAllowedError(
        'Orders are switched off in this portal. An operator can switch them on with permission.enabled: true and a policy, or, if everybody may order everything, with proxmox.orders.enabled: true.',
      );
    }
  }

  async #getReader(caller: Caller): Promise<(order: Order) => boolean> {
    const allows = await this.#options.access.getPredicate(
      caller,
      proxmoxOrderReadPermission,
    );
    return order => allows(this.#tenantOf(order));
  }

  /**
   * Orders stay readable, and can be cleaned up, while their management cluster is away and when their namespace is gone:
   * the recorded owner counts then.
   */
  #tenantOf({ spec, owner }: Order): ProxmoxResource {
    const ref = tenantRefOf(spec);
    return (
      this.#options.inventory.getResource(ref) ?? {
        ref,
        source: spec.managementCluster,
        type: 'tenant',
        id: spec.tenant,
        owner,
        tags: [],
      }
    );
  }

  /** Nothing is made in a namespace that is nobody's by now. */
  #assertTenant(spec: TenantClusterOrderSpec) {
    const { tenant, managementCluster } = spec;
    if (this.#options.inventory.getResource(tenantRefOf(spec)) === undefined) {
      throw new ConflictError(
        `'${tenant}' is not known as a tenant of '${managementCluster}' any more, so nothing is made there. Clean the order up, or resume it when its namespace is there and has an owner rule again.`,
      );
    }
  }
}

function tenantRefOf(spec: TenantClusterOrderSpec): string {
  const { managementCluster: source, tenant: namespace } = spec;
  return tenantRef({ source, namespace });
}
