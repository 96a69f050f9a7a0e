import { SimulatorClock } from '../clock';
import { CertificateAuthority } from '../pve/certificates';
import { Entry } from '../pve/http/answerRequest';
import { NodeServer } from '../pve/http/NodeServer';
import { Register } from '../pve/register/Register';
import { allHandlers } from '../pve/routes';
import { Site } from '../pve/Site';
import { World } from '../pve/world/World';
import { addUnreportedGuests, buildWorld } from './buildWorld';
import type { WorldPlan } from './plan/WorldPlan';

/** After this, neighbours have given up on a node's address. */
const outageMs = 60_000;

/**
 * One running API host behind which worlds are exchanged: the simulator's own
 * server, register and site, on a real socket, with a clock that stands still
 * until told.
 */
export class ReplayServer {
  readonly clock: SimulatorClock;
  readonly register: Register;
  readonly caPem: string;
  readonly notes: string[] = [];
  readonly #site: Site;
  readonly #entry: Entry;
  readonly #server: NodeServer;

  private constructor(parts: {
    clock: SimulatorClock;
    site: Site;
    entry: Entry;
    server: NodeServer;
    notes: string[];
  }) {
    this.clock = parts.clock;
    this.#site = parts.site;
    this.caPem = parts.site.caPem;
    this.#entry = parts.entry;
    this.register = parts.entry.register;
    this.#server = parts.server;
    this.notes = parts.notes;
  }

  /** Starts on a free port of the loopback interface. */
  static async start(): Promise<ReplayServer> {
    const clock = new SimulatorClock('manual');
    const authority = await CertificateAuthority.create();
    const notes: string[] = [];
    const site = new Site({
      name: 'replay',
      world: new World(),
      clock,
      caPem: authority.pem,
      log: line => notes.push(line),
      // The clock stands still, so a pause on it would never end.
      loginDelayMs: 0,
    });
    const entry = { site, register: new Register(allHandlers), node: 'none' };
    const server = new NodeServer(entry, await authority.issue('replay'));
    await server.listen(0);
    return new ReplayServer({ clock, site, entry, server, notes });
  }

  get url(): string {
    return this.#server.url;
  }

  /** Lines that the simulator logged since the last call. */
  takeNotes(): string[] {
    return this.notes.splice(0);
  }

  /** Puts the planned world behind the socket. */
  async arrange(plan: WorldPlan): Promise<World> {
    const builder = buildWorld(plan);
    const online = [...plan.nodes].find(([, node]) => node.isOnline);
    this.#site.removeFaults();
    this.#site.replaceWorld(builder.world);
    this.#entry.node = online?.[0] ?? 'none';
    for (const [node, { isOnline }] of plan.nodes) {
      if (!isOnline) this.#site.addFault({ kind: 'node-down', node });
    }
    const isDown = [...plan.nodes.values()].some(node => !node.isOnline);
    if (isDown && plan.isOldOutage) await this.clock.advance(outageMs);
    if (!plan.isQuorate) this.#site.addFault({ kind: 'no-quorum' });
    this.#site.tick();
    addUnreportedGuests(builder, plan);
    return builder.world;
  }

  async close(): Promise<void> {
    await this.#server.refuse();
  }
}
