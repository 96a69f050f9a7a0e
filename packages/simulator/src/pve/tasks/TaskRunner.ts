import { SimulatorClock } from '../../clock';
import { Caller } from '../auth/Authority';
import { World } from '../world/World';
import { formatUpid, Task } from './Task';

/** What a worker may do while it runs. */
export interface Worker {
  log(line: string): void;
  /** Logs a warning; the task then ends as `WARNINGS: n`. */
  warn(line: string): void;
  /** Takes time; throws when the task is stopped meanwhile. */
  work(ms: number): Promise<void>;
}

/** Which worker to start. */
export interface TaskRequest {
  node: string;
  type: string;
  id: string | number;
  caller: Caller;
}

class Interrupted extends Error {}

/** Starts workers and keeps their history, as the daemons of the nodes do. */
export class TaskRunner {
  #nextPid = 2000;

  constructor(
    private readonly world: World,
    private readonly clock: SimulatorClock,
    private readonly onChange: () => void,
  ) {}

  /** Starts a worker and returns its id at once. */
  start(request: TaskRequest, run: (worker: Worker) => Promise<void>): string {
    const task = this.#register(request);
    task.finished = this.#supervise(task, run);
    return task.upid;
  }

  /** The next process id on this site. */
  nextPid(): number {
    this.#nextPid += 1;
    return this.#nextPid;
  }

  #register({ node, type, id, caller }: TaskRequest): Task {
    const numbers = {
      node,
      pid: this.nextPid(),
      pstart: Math.floor(this.clock.now() / 10) % 0xffffffff,
      starttime: this.clock.seconds(),
      type,
      id: String(id),
    };
    const task: Task = {
      ...numbers,
      upid: formatUpid({ ...numbers, authid: caller.authid }),
      user: caller.userid,
      tokenid: caller.tokenid,
      log: [],
      warnings: 0,
      abort: new AbortController(),
      finished: Promise.resolve(),
    };
    this.world.tasks.push(task);
    this.#note(task, `starting task ${task.upid}`);
    return task;
  }

  async #supervise(
    task: Task,
    run: (worker: Worker) => Promise<void>,
  ): Promise<void> {
    const worker: Worker = {
      log: line => task.log.push(line),
      warn: line => {
        task.warnings += 1;
        task.log.push(`WARN: ${line}`);
      },
      work: async ms => {
        await this.clock.wait(ms, task.abort.signal);
        if (task.abort.signal.aborted) throw new Interrupted();
        this.onChange();
      },
    };
    try {
      await run(worker);
      this.#finish(
        task,
        task.warnings > 0 ? `WARNINGS: ${task.warnings}` : 'OK',
      );
    } catch (error) {
      const text =
        error instanceof Interrupted
          ? 'received interrupt'
          : String(error instanceof Error ? error.message : error).trim();
      this.#finish(task, text, true);
    }
  }

  #finish(task: Task, exitstatus: string, isError = false): void {
    task.exitstatus = exitstatus.split('\n').join(' ');
    task.endtime = this.clock.seconds();
    task.log.push(`TASK ${isError ? 'ERROR: ' : ''}${exitstatus}`);
    this.#note(task, `end task ${task.upid} ${exitstatus}`);
  }

  #note(task: Task, message: string): void {
    this.world.log.push({
      time: this.clock.seconds(),
      node: task.node,
      user: task.user,
      message,
    });
  }
}
