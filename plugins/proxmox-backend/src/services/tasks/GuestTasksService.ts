import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Guest, TaskLog, TasksAnswer } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  parseUpid,
  readGuestConfiguration,
  readGuestTasks,
  readTaskLog,
} from '@rackstage/plugin-proxmox-node';
import { RecentAnswers } from '../RecentAnswers';
import { describeReadFailure } from '../details/describeReadFailure';
import { guestKey } from '../guestKey';
import { isTaskOfGuest } from './isTaskOfGuest';

/** Running tasks are watched: half the interval of the inventory. */
const MAX_AGE_MS = 5_000;
const MAX_ENTRIES = 500;
const DEADLINE_MS = 10_000;
/** When a guest was created does not change, but its VMID may be given to another one. */
const CREATION_MAX_AGE_MS = 60_000;

/** Reads the tasks of guests and their logs on demand. */
export class GuestTasksService {
  readonly #inventory: Pick<ProxmoxInventory, 'getClient' | 'getSource'>;
  readonly #now: () => Date;
  readonly #deadlineMs: number;
  readonly #lists: RecentAnswers<TasksAnswer>;
  readonly #creations: RecentAnswers<string | undefined>;

  static create(options: {
    inventory: Pick<ProxmoxInventory, 'getClient' | 'getSource'>;
    now?: () => Date;
    deadlineMs?: number;
  }) {
    return new GuestTasksService(options);
  }

  private constructor(options: {
    inventory: Pick<ProxmoxInventory, 'getClient' | 'getSource'>;
    now?: () => Date;
    deadlineMs?: number;
  }) {
    const now = options.now ?? (() => new Date());
    this.#inventory = options.inventory;
    this.#now = now;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    this.#lists = new RecentAnswers({
      maxAgeMs: MAX_AGE_MS,
      maxEntries: MAX_ENTRIES,
      now: () => now().getTime(),
    });
    this.#creations = new RecentAnswers({
      maxAgeMs: CREATION_MAX_AGE_MS,
      maxEntries: MAX_ENTRIES,
      now: () => now().getTime(),
    });
  }

  /** The newest tasks of the guest. Throws ServiceUnavailableError where Proxmox does not tell them. */
  list(
    guest: Guest,
    options: { mayReadCluster: boolean },
  ): Promise<TasksAnswer> {
    return this.#inWords('The tasks', options, () =>
      this.#lists.get(guestKey(guest), async () => {
        const asOf = this.#now().toISOString();
        const client = this.#inventory.getClient(guest.source);
        const [createdAt, tasks] = await Promise.all([
          this.#getCreationTime(guest),
          readGuestTasks(client, guest, { signal: this.#deadline() }),
        ]);
        return {
          items: tasks.filter(task =>
            isTaskOfGuest(task, { ...guest, createdAt }),
          ),
          asOf,
        };
      }),
    );
  }

  /**
   * A page of a task's log. The UPID comes from the caller, who may read this guest and perhaps no
   * other: throws InputError for what is no UPID, NotFoundError for a task of something else, and
   * ServiceUnavailableError where Proxmox does not tell the log.
   */
  async readLog(
    guest: Guest,
    page: { upid: string; start: number; limit: number },
    options: { mayReadCluster: boolean },
  ): Promise<TaskLog> {
    const { upid, start, limit } = page;
    const task = parseUpid(upid);
    if (!task) {
      throw new InputError(
        `upid: '${upid}' is no task id; expected UPID:<node>:<pid>:<pstart>:<starttime>:<type>:<id>:<user>:`,
      );
    }
    if (!isTaskOfGuest(task, guest) || !this.#hasNode(guest, task.node)) {
      throw noTaskOf(guest);
    }
    return this.#inWords('The log', options, async () => {
      const createdAt = await this.#getCreationTime(guest);
      if (!isTaskOfGuest(task, { ...guest, createdAt })) {
        throw noTaskOf(guest);
      }
      return readTaskLog(this.#inventory.getClient(guest.source), upid, {
        start,
        limit,
        signal: this.#deadline(),
      });
    });
  }

  /** `undefined` where the configuration does not say so, as those of containers do not. */
  #getCreationTime(guest: Guest): Promise<string | undefined> {
    return this.#creations.get(guestKey(guest), async () => {
      const { configuration } = await readGuestConfiguration(
        this.#inventory.getClient(guest.source),
        guest,
        { signal: this.#deadline() },
      );
      return configuration.createdAt;
    });
  }

  #deadline(): AbortSignal {
    return AbortSignal.timeout(this.#deadlineMs);
  }

  /** Proxmox passes a call on to whatever host the name of the node resolves to, so the caller must not choose it. */
  #hasNode({ source }: Guest, node: string): boolean {
    const { data } = this.#inventory.getSource(source) ?? {};
    return data?.nodes.some(({ name }) => name === node) ?? false;
  }

  async #inWords<T>(
    subject: string,
    options: { mayReadCluster: boolean },
    read: () => Promise<T>,
  ): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const { problem, publicProblem } = describeReadFailure(error, {
        subject,
        since: this.#now().toISOString(),
      });
      const { message, nextStep } = options.mayReadCluster
        ? problem
        : publicProblem;
      throw new ServiceUnavailableError(`${message} ${nextStep}`);
    }
  }
}

function noTaskOf({ type, vmid, source }: Guest): NotFoundError {
  return new NotFoundError(
    `The task is none of ${type}/${vmid} in '${source}'.`,
  );
}
