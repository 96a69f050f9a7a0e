import { createHash, randomUUID } from 'node:crypto';
import type { SimulatorClock } from './clock';
import { isTrue } from './controllers/objects/conditions';
import type { Cluster } from './controllers/objects/kinds';
import { kindRef, StackName } from './controllers/objects/stack';
import { controllerNames } from './controllers/runtime/Controller';
import { ControllerApi } from './controllers/runtime/ControllerApi';
import { Controllers, startControllers } from './controllers/startControllers';
import type { TenantServer } from './controllers/tenant/TenantClusters';
import { KubeServer } from './kube/api/KubeServer';
import { kindTable } from './kube/object/kindTable';
import type { CallCounts } from './pve/CallCounter';
import { CertificateAuthority } from './pve/certificates';
import type { Guest } from './pve/world/types';
import { isTemplate } from './pve/guests/guestName';
import { addCrowd } from './scenarios/kubernetes/addCrowd';
import { arrangeCluster } from './scenarios/kubernetes/arrangeCluster';
import {
  KubeTokenName,
  kubeTokenNames,
  managementUsers,
} from './scenarios/kubernetes/kubeAccess';
import type {
  ManagementFault,
  ManagementPlan,
} from './scenarios/kubernetes/ManagementPlan';
import { writeTenantVolumes } from './scenarios/kubernetes/tenantVolumes';
import type { SimulatedSite } from './SimulatedSite';

interface StartOptions {
  plan: ManagementPlan;
  clock: SimulatorClock;
  sites: readonly SimulatedSite[];
  port?: number;
  tokens?: Partial<Record<KubeTokenName, string>>;
  log: (line: string) => void;
}

/** Real time until the arranged clusters must be in their state. */
const settleMs = 60_000;

/** The API server of a tenant, with an authority of its own. */
async function startTenant(
  clock: SimulatorClock,
  name: string,
): Promise<TenantServer> {
  const server = await KubeServer.start({
    name,
    kinds: kindTable('tenant'),
    clock,
    authority: await CertificateAuthority.create(),
    initializesStorage: false,
  });
  return {
    url: server.url,
    caPem: server.caPem,
    api: new ControllerApi(server),
    kubeconfig: () => server.kubeconfig(),
    close: () => server.close(),
  };
}

/** The same for every start: clients take a cluster that is started again for the one that they knew. */
function nameBasedUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/**
 * One management cluster: its API on a real socket, and the controllers that
 * turn orders into tenant clusters on a simulated Proxmox site.
 *
 * @public
 */
export class ManagementCluster {
  #faults: ManagementFault[] = [];
  readonly #hidden = new Map<number, Guest>();

  private constructor(
    private readonly plan: ManagementPlan,
    private readonly site: SimulatedSite,
    private readonly parts: {
      server: KubeServer;
      api: ControllerApi;
      controllers: Controllers;
    },
  ) {}

  static async start(options: StartOptions): Promise<ManagementCluster> {
    const { plan, clock, sites } = options;
    const site = sites.find(candidate => candidate.name === plan.site);
    if (!site) {
      throw new Error(
        `Management cluster '${plan.name}' needs site '${plan.site}', which this scenario does not have.`,
      );
    }
    const log = (line: string) => options.log(`${plan.name}: ${line}`);
    const tokens = Object.fromEntries(
      kubeTokenNames.map(name => [
        name,
        options.tokens?.[name] ?? randomUUID(),
      ]),
    ) as Record<KubeTokenName, string>;
    const server = await KubeServer.start({
      name: plan.name,
      kinds: kindTable(plan.stack === 'v1beta1' ? 'compat' : 'latest'),
      clock,
      authority: await CertificateAuthority.create(),
      port: options.port,
      users: managementUsers(tokens),
      identity: nameBasedUuid(plan.name),
      log,
    });
    const api = new ControllerApi(server);
    try {
      arrange(plan, site, { api, now: clock.now() });
    } catch (error) {
      await server.close();
      throw error;
    }
    const controllers = startControllers({
      stack: plan.stack,
      api,
      clock,
      sites: () => sites,
      tenantServers: ({ name }) => startTenant(clock, name),
      log,
    });
    plan.clusters.forEach(({ order }) =>
      controllers.skipDelays(`${order.namespace}/${order.name}`),
    );
    return new ManagementCluster(plan, site, { server, api, controllers });
  }

  get name(): string {
    return this.plan.name;
  }

  get stack(): StackName {
    return this.plan.stack;
  }

  /** A way past the socket, with all rights. */
  get api(): ControllerApi {
    return this.parts.api;
  }

  /** `https://127.0.0.1:port` */
  get url(): string {
    return this.parts.server.url;
  }

  /** The authority's certificate, which clients must trust. */
  get caPem(): string {
    return this.parts.server.caPem;
  }

  /** Tokens from all rights to none. */
  get tokens(): Record<KubeTokenName, string> {
    return this.parts.server.tokens as Record<KubeTokenName, string>;
  }

  /** A kubeconfig, as YAML, with the rights of one of the tokens. */
  kubeconfig(user: KubeTokenName = 'admin'): string {
    return this.parts.server.kubeconfig(user);
  }

  /** Where the API of a tenant cluster listens, if it runs. */
  tenantUrl(namespace: string, name: string): string | undefined {
    return this.parts.controllers.tenants.find({ namespace, name })?.url;
  }

  inject(fault: ManagementFault): void {
    this.#faults.push(fault);
    if (fault.kind === 'controller-off') {
      this.parts.controllers.switchOff(fault.name);
    } else if (fault.kind === 'template-missing') {
      this.#hideTemplates(fault.vmid);
    } else if (!isShortage(fault)) {
      this.parts.server.inject(fault);
    }
    this.#applyShortages();
  }

  /** Puts faults of a kind right again; all of them if none is named. */
  async clear(kind?: ManagementFault['kind']): Promise<void> {
    const cleared = this.#faults.filter(f => !kind || f.kind === kind);
    this.#faults = this.#faults.filter(fault => !cleared.includes(fault));
    for (const fault of cleared) {
      if (fault.kind === 'controller-off') {
        this.parts.controllers.switchOn(fault.name);
      } else if (fault.kind === 'template-missing') {
        this.#showTemplates();
      } else if (!isShortage(fault)) {
        await this.parts.server.clear(fault.kind);
      }
    }
    this.#applyShortages();
  }

  calls(): CallCounts {
    return this.parts.server.calls();
  }

  resetCalls(): void {
    this.parts.server.resetCalls();
  }

  /** Settles when the clusters of the scenario are in the state that it describes. */
  async settled(): Promise<void> {
    const deadline = Date.now() + settleMs;
    for (const cluster of this.plan.clusters) {
      while (!this.#isSettled(cluster)) {
        if (Date.now() > deadline) {
          throw new Error(
            `Tenant cluster '${cluster.order.name}' of management cluster '${this.name}' did not reach the state that the scenario describes.`,
          );
        }
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      }
      const { namespace, name } = cluster.order;
      const tenant = this.parts.controllers.tenants.find({ namespace, name });
      if (tenant) {
        writeTenantVolumes(tenant.api, cluster.volumes, this.plan.site);
      }
    }
    if (this.plan.crowd) {
      controllerNames.forEach(name => this.parts.controllers.switchOff(name));
      addCrowd(this.parts.server.store, this.plan.crowd);
    }
  }

  async close(): Promise<void> {
    await this.parts.controllers.close();
    await this.parts.server.close();
  }

  #isSettled({ order, workers, isReady }: ManagementPlan['clusters'][0]) {
    const { namespace, name } = order;
    const { api } = this.parts;
    const ref = kindRef(this.stack, 'Cluster');
    const status = api.find<Cluster>(ref, namespace, name)?.status;
    if (isReady) return isTrue(this.stack, status, 'Available');
    const claims = api
      .list(kindRef(this.stack, 'IPAddressClaim'), namespace)
      .filter(claim => claim.status !== undefined);
    return status?.phase === 'Provisioned' && claims.length === workers.length;
  }

  #applyShortages(): void {
    this.parts.controllers.setShortages(
      this.#faults.filter(isShortage).map(fault => fault.kind),
    );
  }

  #hideTemplates(vmid: number | undefined): void {
    for (const guest of [...this.site.world.guests.values()]) {
      const isMeant = vmid === undefined || guest.vmid === vmid;
      if (!isTemplate(guest) || !isMeant) continue;
      this.#hidden.set(guest.vmid, guest);
      this.site.world.guests.delete(guest.vmid);
    }
  }

  #showTemplates(): void {
    this.#hidden.forEach((guest, vmid) =>
      this.site.world.guests.set(vmid, guest),
    );
    this.#hidden.clear();
  }
}

function isShortage(
  fault: ManagementFault,
): fault is Extract<
  ManagementFault,
  { kind: 'ip-pool-exhausted' | 'lb-pool-empty' }
> {
  return fault.kind === 'ip-pool-exhausted' || fault.kind === 'lb-pool-empty';
}

function arrange(
  plan: ManagementPlan,
  site: SimulatedSite,
  given: { api: ControllerApi; now: number },
): void {
  plan.objects.forEach(object =>
    given.api.createWithStatus(object, 'simulator'),
  );
  const { id, secret } = site.tokens.provisioning;
  const credentials = {
    url: site.nodes[0].url,
    token: id,
    secret,
    caPem: site.caPem,
  };
  const { world } = site;
  const { stack } = plan;
  for (const cluster of plan.clusters) {
    arrangeCluster({ ...given, stack, world, credentials }, cluster);
  }
}
