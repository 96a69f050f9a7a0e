import { SimulatorClock } from './clock';
import { CallCounts } from './pve/CallCounter';
import {
  CertificateAuthority,
  fingerprintOf,
  ServerCertificate,
} from './pve/certificates';
import { Fault } from './pve/faults';
import { NodeServer } from './pve/http/NodeServer';
import { Register } from './pve/register/Register';
import { Site } from './pve/Site';
import { World } from './pve/world/World';
import { SiteTokenName, siteTokens } from './scenarios/access';
import { ScenarioSite } from './scenarios/Scenario';

/** An API host of a site. */
export interface SimulatedNode {
  name: string;
  /** `https://127.0.0.1:port` */
  url: string;
  /** SHA-256 as `AA:BB:…`. */
  fingerprint: string;
}

interface StartOptions {
  plan: ScenarioSite;
  clock: SimulatorClock;
  authority: CertificateAuthority;
  register: Register;
  firstPort: number;
  log: (line: string) => void;
  loginDelayMs?: number;
}

/**
 * One Proxmox cluster on real sockets, with the switches that tests need.
 *
 * @public
 */
export class SimulatedSite {
  readonly nodes: SimulatedNode[] = [];
  readonly #servers = new Map<string, NodeServer>();
  #lastChange: Promise<void> = Promise.resolve();

  private constructor(
    private readonly site: Site,
    private readonly authority: CertificateAuthority,
    private readonly certificates: Map<string, ServerCertificate>,
  ) {}

  static async start(options: StartOptions): Promise<SimulatedSite> {
    const { plan, authority } = options;
    const { world } = plan.builder;
    const site = new Site({
      name: plan.name,
      world,
      clock: options.clock,
      caPem: authority.pem,
      log: line => options.log(`${plan.name}: ${line}`),
      loginDelayMs: options.loginDelayMs,
    });
    const simulated = new SimulatedSite(site, authority, new Map());
    const hosts = [...world.nodes.keys()].slice(0, plan.apiHosts);
    await simulated.#certify(world, hosts);
    for (const [index, node] of hosts.entries()) {
      await simulated.#listen(options, node, index);
    }
    for (const fault of plan.faults ?? []) site.addFault(fault);
    await simulated.#applyToSockets();
    return simulated;
  }

  get name(): string {
    return this.site.name;
  }

  /** The authority's certificate, which clients must trust. */
  get caPem(): string {
    return this.site.caPem;
  }

  /** The state behind the sockets. Change it only through the API or a builder. */
  get world(): World {
    return this.site.world;
  }

  /** Ready-made tokens with rights from all to none. */
  get tokens(): Record<SiteTokenName, { id: string; secret: string }> {
    const entries = Object.entries(siteTokens).map(([name, { userid, id }]) => {
      const token = this.world.users.get(userid)?.tokens.find(t => t.id === id);
      return [name, { id: `${userid}!${id}`, secret: token?.secret ?? '' }];
    });
    return Object.fromEntries(entries);
  }

  /** The superuser's login. */
  get user(): { username: string; password: string } {
    const root = this.world.users.get('root@pam');
    return { username: 'root@pam', password: root?.password ?? '' };
  }

  inject(fault: Fault): void {
    this.site.addFault(fault);
    this.#lastChange = this.#applyToSockets();
  }

  clear(kind?: Fault['kind']): void {
    this.site.removeFaults(kind);
    this.#lastChange = this.#applyToSockets();
  }

  /** Settles when sockets have followed the last `inject` or `clear`. */
  async settled(): Promise<void> {
    await this.#lastChange;
  }

  calls(): CallCounts {
    return this.site.counter.read();
  }

  resetCalls(): void {
    this.site.counter.reset();
  }

  /** Puts another world behind the same sockets. */
  async replaceWorld(world: World): Promise<void> {
    await this.#certify(world);
    this.site.removeFaults();
    this.site.replaceWorld(world);
  }

  async close(): Promise<void> {
    await this.#lastChange;
    await Promise.all([...this.#servers.values()].map(s => s.refuse()));
  }

  /** Certificates for the nodes with sockets, plausible prints for the rest. */
  async #certify(world: World, hosts?: string[]): Promise<void> {
    await Promise.all(
      [...world.nodes.values()].map(async node => {
        if (hosts && !hosts.includes(node.name)) {
          node.fingerprint = fingerprintOf(Buffer.from(node.name));
          return;
        }
        let certificate = this.certificates.get(node.name);
        if (!certificate) {
          certificate = await this.authority.issue(node.name);
          this.certificates.set(node.name, certificate);
        }
        node.fingerprint = certificate.fingerprint;
        node.certificatePem = certificate.certPem;
      }),
    );
  }

  async #listen(
    options: StartOptions,
    node: string,
    index: number,
  ): Promise<void> {
    const certificate = this.certificates.get(node);
    if (!certificate) throw new Error(`Node '${node}' has no certificate.`);
    const server = new NodeServer(
      { site: this.site, register: options.register, node },
      certificate,
    );
    await server.listen(options.firstPort > 0 ? options.firstPort + index : 0);
    this.#servers.set(node, server);
    this.nodes.push({
      name: node,
      url: server.url,
      fingerprint: certificate.fingerprint,
    });
  }

  async #applyToSockets(): Promise<void> {
    await this.#lastChange;
    const refusesAll = this.site.fault('api-refusing') !== undefined;
    for (const [name, server] of this.#servers) {
      const isOnline = this.world.nodes.get(name)?.isOnline ?? true;
      if (refusesAll || !isOnline) await server.refuse();
      else await server.listen();
    }
  }
}
