import { randomUUID } from 'node:crypto';
import { ClockMode, SimulatorClock } from './clock';
import { ControlServer } from './control/ControlServer';
import { CertificateAuthority } from './pve/certificates';
import { Register } from './pve/register/Register';
import { allHandlers } from './pve/routes';
import { scenarios } from './scenarios';
import { SiteTokenName, siteTokens } from './scenarios/access';
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
  const clock = new SimulatorClock(options.clock);
  const authority = await CertificateAuthority.create();
  const register = new Register(allHandlers);
  const sites: SimulatedSite[] = [];
  let control: ControlServer | undefined;
  const close = async () => {
    await control?.close();
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
    if (options.controlPort !== undefined) {
      control = await ControlServer.start(
        { sites, clock },
        options.controlPort,
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    sites,
    clock,
    controlUrl: control?.url,
    close,
    site: name => {
      const found = sites.find(site => site.name === name);
      if (found) return found;
      throw new Error(
        `There is no site '${name}'. This scenario has: ${sites
          .map(s => s.name)
          .join(', ')}.`,
      );
    },
  };
}
