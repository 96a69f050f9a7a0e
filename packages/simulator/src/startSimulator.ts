import { randomUUID } from 'node:crypto';
import { ClockMode, SimulatorClock } from './clock';
import { ManagementCluster } from './ManagementCluster';
import { ControlServer } from './control/ControlServer';
import { CertificateAuthority } from './pve/certificates';
import { Register } from './pve/register/Register';
import { allHandlers } from './pve/routes';
import { scenarios } from './scenarios';
import { SiteTokenName, siteTokens } from './scenarios/access';
import { KubeTokenName } from './scenarios/kubernetes/kubeAccess';
import {
  managementFault,
  managementPlans,
} from './scenarios/kubernetes/managementClusters';
import { ManagementPlan } from './scenarios/kubernetes/ManagementPlan';
import { addWorkerHardware } from './scenarios/kubernetes/workerHardware';
import { ScenarioSite, SecretSource } from './scenarios/Scenario';
import { SimulatedSite } from './SimulatedSite';

/**
 * How to start a simulator.
 *
 * @public
 */
export interface SimulatorOptions {
  /** A named scenario; default `default`. Ignored when `sites` is given. */
  scenario?: string;
  /** Sites of the caller's own making instead of a scenario. */
  sites?: ScenarioSite[];
  clock?: ClockMode;
  /** First port; the nodes of all sites follow. Default: any free ports. */
  pvePort?: number;
  /** Port of the control API; default none, 0 means any. */
  controlPort?: number;
  logger?: (line: string) => void;
  /** Simulated pause before a 401; default 3000 as the vendor's server. */
  loginDelayMs?: number;
  /** Where token secrets come from; default fresh ones. */
  secrets?: SecretSource;
  /**
   * Whether the scenario's management clusters run too; default false, because
   * tests of Proxmox alone need neither them nor the machines of their tenants.
   */
  kubernetes?: boolean;
  /** First port of the management clusters. Default: any free ports. */
  kubePort?: number;
  /** Tokens of a management cluster; default fresh ones. */
  kubeTokens?: (name: string) => Partial<Record<KubeTokenName, string>>;
}

/**
 * A running simulator.
 *
 * @public
 */
export interface Simulator {
  sites: SimulatedSite[];
  /** The site of that name; throws with the names there are. */
  site(name: string): SimulatedSite;
  /** Empty unless started with `kubernetes`. */
  managementClusters: ManagementCluster[];
  /** The management cluster of that name; throws with the names there are. */
  managementCluster(name: string): ManagementCluster;
  clock: SimulatorClock;
  controlUrl?: string;
  close(): Promise<void>;
}

/** Fresh secrets for every site, made once per site. */
export function freshSecrets(): SecretSource {
  const known = new Map<string, Record<SiteTokenName, string>>();
  return site => {
    let secrets = known.get(site);
    if (!secrets) {
      secrets = Object.fromEntries(
        Object.keys(siteTokens).map(name => [name, randomUUID()]),
      ) as Record<SiteTokenName, string>;
      known.set(site, secrets);
    }
    return secrets;
  };
}

function readScenario(options: SimulatorOptions): ScenarioSite[] {
  if (options.sites) return options.sites;
  const name = options.scenario ?? 'default';
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (!scenario) {
    throw new Error(
      `There is no scenario '${name}'. Choose one of: ${Object.keys(
        scenarios,
      ).join(', ')}.`,
    );
  }
  return scenario(options.secrets ?? freshSecrets());
}

/**
 * Starts simulated Proxmox VE sites on real loopback sockets.
 *
 * @public
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const plans = readScenario(options);
  const managementClusters: ManagementCluster[] = [];
  const managed = options.kubernetes ? readManagementPlans(options) : [];
  prepareHardware(plans, managed);
  const clock = new SimulatorClock(options.clock);
  const authority = await CertificateAuthority.create();
  const register = new Register(allHandlers);
  const sites: SimulatedSite[] = [];
  let control: ControlServer | undefined;
  const close = async () => {
    await control?.close();
    await Promise.all(managementClusters.map(cluster => cluster.close()));
    await Promise.all(sites.map(site => site.close()));
    clock.close();
  };
  try {
    let port = options.pvePort ?? 0;
    for (const plan of plans) {
      const site = await SimulatedSite.start({
        plan,
        clock,
        authority,
        register,
        firstPort: port,
        log: options.logger ?? (() => {}),
        loginDelayMs: options.loginDelayMs,
      });
      sites.push(site);
      if (port > 0) port += site.nodes.length;
    }
    await startManagement(managed, managementClusters, {
      options,
      clock,
      sites,
    });
    if (options.controlPort !== undefined) {
      control = await ControlServer.start(
        { sites, managementClusters, clock },
        options.controlPort,
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sites,
    managementClusters,
    clock,
    controlUrl: control?.url,
    close,
    site: name => pick('site', sites, name),
    managementCluster: name =>
      pick('management cluster', managementClusters, name),
  };
}

function pick<T extends { name: string }>(
  what: string,
  all: readonly T[],
  name: string,
): T {
  const found = all.find(candidate => candidate.name === name);
  if (found) return found;
  throw new Error(
    `There is no ${what} '${name}'. This scenario has: ${all
      .map(candidate => candidate.name)
      .join(', ')}.`,
  );
}

function readManagementPlans(options: SimulatorOptions): ManagementPlan[] {
  return options.sites ? [] : managementPlans(options.scenario ?? 'default');
}

/** Gives the sites the machines that the tenant clusters run on. */
function prepareHardware(
  sites: readonly ScenarioSite[],
  plans: readonly ManagementPlan[],
): void {
  for (const site of sites) {
    const own = plans.filter(plan => plan.site === site.name);
    if (own.length === 0) continue;
    addWorkerHardware(
      site.builder,
      own.flatMap(plan => plan.clusters),
    );
  }
}

/** Starts the management clusters and waits for the tenant clusters that they have. */
async function startManagement(
  plans: readonly ManagementPlan[],
  started: ManagementCluster[],
  given: {
    options: SimulatorOptions;
    clock: SimulatorClock;
    sites: SimulatedSite[];
  },
): Promise<void> {
  const { options, clock, sites } = given;
  for (const [index, plan] of plans.entries()) {
    const cluster = await ManagementCluster.start({
      plan,
      clock,
      sites,
      port: options.kubePort && options.kubePort + index,
      tokens: options.kubeTokens?.(plan.name),
      log: options.logger ?? (() => {}),
    });
    started.push(cluster);
  }
  await Promise.all(started.map(cluster => cluster.settled()));
  const fault = managementFault(options.scenario ?? 'default');
  if (fault) started.forEach(cluster => cluster.inject(fault));
}
