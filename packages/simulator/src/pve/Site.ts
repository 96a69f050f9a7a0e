import { SimulatorClock } from '../clock';
import { failure } from './ApiError';
import { Authority } from './auth/Authority';
import { deniesAccess } from './auth/deniesAccess';
import { Sessions } from './auth/Sessions';
import { CallCounter } from './CallCounter';
import { Fault } from './faults';
import { isTemplate } from './guests/guestName';
import { publishStatus } from './guests/publishStatus';
import { TaskRunner } from './tasks/TaskRunner';
import { Guest } from './world/types';
import { World } from './world/World';

/** What a site is made of. */
export interface SiteOptions {
  name: string;
  world: World;
  clock: SimulatorClock;
  caPem: string;
  log: (line: string) => void;
  /** Pause before a 401, on the clock; the vendor's server waits 3 s. */
  loginDelayMs?: number;
}

/** One Proxmox cluster with its parts, without sockets. */
export class Site {
  readonly name: string;
  readonly clock: SimulatorClock;
  readonly caPem: string;
  readonly log: (line: string) => void;
  readonly loginDelayMs: number;
  readonly sessions: Sessions;
  readonly counter = new CallCounter();
  world: World;
  authority: Authority;
  tasks: TaskRunner;
  #faults: Fault[] = [];
  #lastCycle = -1;
  readonly #lockedForClone = new Set<Guest>();

  constructor(options: SiteOptions) {
    this.name = options.name;
    this.clock = options.clock;
    this.caPem = options.caPem;
    this.log = options.log;
    this.loginDelayMs = options.loginDelayMs ?? 3000;
    this.sessions = new Sessions(options.clock);
    this.world = options.world;
    this.authority = this.#makeAuthority(options.world);
    this.tasks = this.#makeTasks();
  }

  /** Puts another world behind the running sockets. */
  replaceWorld(world: World): void {
    this.world = world;
    this.authority = this.#makeAuthority(world);
    this.tasks = this.#makeTasks();
    this.#lastCycle = -1;
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  fault<K extends Fault['kind']>(
    kind: K,
  ): Extract<Fault, { kind: K }> | undefined {
    return this.#faults.find(
      (f): f is Extract<Fault, { kind: K }> => f.kind === kind,
    );
  }

  addFault(fault: Fault): void {
    this.#checkFault(fault);
    this.#faults.push(fault);
    this.#applyNodeFaults();
    if (fault.kind === 'clone-lock') this.#lockForClone(fault.vmid);
  }

  removeFaults(kind?: Fault['kind']): void {
    if (kind === undefined || kind === 'clone-lock') this.#unlockClones();
    this.#faults = kind ? this.#faults.filter(f => f.kind !== kind) : [];
    this.#applyNodeFaults();
  }

  get isQuorate(): boolean {
    return !this.fault('no-quorum') && this.world.isQuorate;
  }

  /** Lets the status daemons report, if their ten seconds are over. */
  tick(): void {
    const cycle = Math.floor(this.clock.elapsed() / 10_000);
    if (cycle === this.#lastCycle) return;
    this.#lastCycle = cycle;
    publishStatus(this.world, cycle * 10_000);
  }

  #makeAuthority(world: World): Authority {
    return new Authority(world, (caller, path) =>
      this.#faults.some(fault => deniesAccess(world, fault, { caller, path })),
    );
  }

  #makeTasks(): TaskRunner {
    return new TaskRunner(this.world, this.clock, () => this.tick());
  }

  /** Leaves the lock of a clone that never ended; by default on templates. */
  #lockForClone(vmid: number | undefined): void {
    for (const guest of this.world.guests.values()) {
      const isMeant =
        vmid === undefined ? isTemplate(guest) : guest.vmid === vmid;
      if (!isMeant || guest.config.lock !== undefined) continue;
      guest.config.lock = 'clone';
      this.#lockedForClone.add(guest);
    }
  }

  #unlockClones(): void {
    this.#lockedForClone.forEach(guest => delete guest.config.lock);
    this.#lockedForClone.clear();
  }

  #applyNodeFaults(): void {
    this.tick();
    const down = new Set(
      this.#faults.flatMap(f => (f.kind === 'node-down' ? [f.node] : [])),
    );
    for (const node of this.world.nodes.values()) {
      const isOnline = !down.has(node.name);
      if (node.isOnline && !isOnline) node.lastSeen = this.clock.elapsed();
      if (isOnline) node.lastSeen = undefined;
      node.isOnline = isOnline;
    }
  }

  #checkFault(fault: Fault): void {
    if (fault.kind === 'node-down' && !this.world.nodes.has(fault.node)) {
      const known = [...this.world.nodes.keys()].join(', ');
      throw failure(
        `Fault node-down names node '${fault.node}', which site '${this.name}' does not have. It has: ${known}.`,
      );
    }
    if (
      fault.kind === 'storage-full' &&
      !this.world.storages.has(fault.storage)
    ) {
      throw failure(
        `Fault storage-full names storage '${fault.storage}', which site '${this.name}' does not have.`,
      );
    }
    if (
      fault.kind === 'pool-privileges-lost' &&
      !this.world.pools.has(fault.pool)
    ) {
      throw failure(
        `Fault pool-privileges-lost names pool '${fault.pool}', which site '${this.name}' does not have.`,
      );
    }
  }
}
