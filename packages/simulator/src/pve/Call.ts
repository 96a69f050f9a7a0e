import { badParameters, failure, forbidden } from './ApiError';
import { Caller } from './auth/Authority';
import { ParameterValue } from './register/checkParameters';
import { RouteDeclaration } from './register/parseDeclarations';
import { Site } from './Site';
import { TaskRequest, Worker } from './tasks/TaskRunner';
import { Guest, GuestType } from './world/types';
import { World } from './world/World';

/** A file that came with an upload. */
export interface UploadedFile {
  name: string;
  /** Bytes. */
  size: number;
}

/** A success answer that has more than `data`. */
export class Answer {
  constructor(
    readonly data: unknown,
    readonly extra: { total?: number; changes?: string } = {},
  ) {}
}

/** Answers one call; what it returns becomes `data`. */
export type Handler = (call: Call) => unknown;

/** Handlers by `METHOD /path/{template}`. */
export type Handlers = Record<string, Handler>;

/** What a call is made of. */
export interface CallOptions {
  site: Site;
  route: RouteDeclaration;
  /** Node whose socket took the call. */
  entryNode: string;
  caller: Caller;
  parameters: Record<string, ParameterValue>;
  upload?: UploadedFile;
}

/** One call with its checked parameters, and what handlers need to answer it. */
export class Call {
  readonly site: Site;
  readonly route: RouteDeclaration;
  readonly entryNode: string;
  readonly caller: Caller;
  readonly parameters: Record<string, ParameterValue>;
  readonly upload?: UploadedFile;

  constructor(options: CallOptions) {
    this.site = options.site;
    this.route = options.route;
    this.entryNode = options.entryNode;
    this.caller = options.caller;
    this.parameters = options.parameters;
    this.upload = options.upload;
  }

  get world(): World {
    return this.site.world;
  }

  /** The node in the path, or the one that took the call. */
  get node(): string {
    const named = this.optionalText('node') ?? 'localhost';
    return named === 'localhost' ? this.entryNode : named;
  }

  get vmid(): number {
    return this.integer('vmid');
  }

  /** `qemu` or `lxc`, from the path. */
  get guestType(): GuestType {
    return this.route.path.includes('/lxc') ? 'lxc' : 'qemu';
  }

  /** The guest in the path, or the 500 that stands for "not found". */
  guest(): Guest {
    return this.world.guest(this.node, this.guestType, this.vmid);
  }

  text(name: string): string {
    return this.optionalText(name) ?? '';
  }

  optionalText(name: string): string | undefined {
    const value = this.parameters[name];
    if (value === undefined) return undefined;
    return Array.isArray(value) ? value.join('\0') : String(value);
  }

  integer(name: string): number {
    return Number(this.parameters[name]);
  }

  optionalInteger(name: string): number | undefined {
    const value = this.parameters[name];
    return value === undefined ? undefined : Number(value);
  }

  flag(name: string, preset = false): boolean {
    const value = this.parameters[name];
    return value === undefined ? preset : Number(value) === 1;
  }

  /** Elements of a list parameter, whatever separates them. */
  list(name: string): string[] {
    const value = this.parameters[name];
    if (Array.isArray(value)) return value;
    return this.text(name)
      .split(/[,;\s\0]+/)
      .filter(Boolean);
  }

  /** Whether the caller has all these privileges on a path. */
  may(path: string, ...privileges: string[]): boolean {
    return this.site.authority.has(this.caller, path, privileges);
  }

  /** Whether the caller has one of these privileges on a path. */
  mayAny(path: string, ...privileges: string[]): boolean {
    return this.site.authority.hasAny(this.caller, path, privileges);
  }

  /** Throws the 403 that names the path and the first missing privilege. */
  demand(path: string, ...privileges: string[]): void {
    for (const privilege of privileges) {
      if (!this.may(path, privilege)) throw forbidden(`${path}, ${privilege}`);
    }
  }

  /** Throws the 403 for a path where one of the privileges would do. */
  demandAny(path: string, ...privileges: string[]): void {
    if (!this.mayAny(path, ...privileges)) {
      throw forbidden(`${path}, ${privileges.join('|')}`);
    }
  }

  get isRootLogin(): boolean {
    return this.site.authority.isRootLogin(this.caller);
  }

  /** Refuses options that only the superuser's login may use. */
  demandRootFor(...names: string[]): void {
    for (const name of names) {
      if (this.parameters[name] !== undefined && !this.isRootLogin) {
        throw badParameters({ [name]: 'Only root may use this option.' });
      }
    }
  }

  /** Refuses changes of guests while less than half of the nodes are there. */
  demandQuorum(): void {
    if (!this.site.isQuorate) {
      throw failure('cluster not ready - no quorum?');
    }
  }

  /** Starts a worker on the node of the call and returns its id. */
  startTask(
    request: Pick<TaskRequest, 'type' | 'id'> & { node?: string },
    run: (worker: Worker) => Promise<void>,
  ): string {
    return this.site.tasks.start(
      { node: this.node, ...request, caller: this.caller },
      run,
    );
  }
}
