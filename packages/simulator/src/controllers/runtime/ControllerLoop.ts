import type { StoreChange } from '../../kube/api/store/ResourceStore';
import type { KubeObject } from '../../kube/object/types';
import {
  Controller,
  ControllerContext,
  ControllerName,
  controllerNames,
} from './Controller';

/** Simulated time until a failed reconciliation is tried again. */
const retryMs = 2000;

interface Work {
  controller: Controller;
  namespace?: string;
  name: string;
}

function workKey({ controller, namespace, name }: Work): string {
  return `${controller.name} ${namespace ?? ''}/${name}`;
}

/** Runs the controllers of one management cluster. */
export class ControllerLoop {
  readonly #queue = new Map<string, Work>();
  readonly #running = new Set<string>();
  readonly #timers = new Map<string, { due: number; abort: AbortController }>();
  readonly #off = new Set<ControllerName>();
  readonly #unsubscribe: (() => void)[] = [];
  #isScheduled = false;
  #isClosed = false;

  constructor(
    private readonly context: ControllerContext,
    private readonly controllers: readonly Controller[],
    switchedOff: readonly ControllerName[] = [],
  ) {
    switchedOff.forEach(name => this.switchOff(name));
  }

  start(): void {
    this.#unsubscribe.push(
      this.context.api.subscribe(change => this.#onChange(change)),
      this.context.tenants.subscribe(namespace =>
        this.controllers
          .filter(controller => controller.watchesTenants)
          .forEach(controller => this.#enqueueAll(controller, namespace)),
      ),
    );
    this.controllers.forEach(controller => this.#enqueueAll(controller));
  }

  /** A controller that is off sees nothing and does nothing. */
  switchOff(name: ControllerName): void {
    if (!controllerNames.includes(name)) {
      throw new Error(
        `There is no controller '${name}'. There are: ${controllerNames.join(
          ', ',
        )}.`,
      );
    }
    this.#off.add(name);
  }

  switchOn(name: ControllerName): void {
    this.#off.delete(name);
    this.controllers
      .filter(controller => controller.name === name)
      .forEach(controller => this.#enqueueAll(controller));
  }

  get switchedOff(): ControllerName[] {
    return [...this.#off];
  }

  /** Lets every controller look at its objects. */
  nudge(): void {
    this.controllers.forEach(controller => this.#enqueueAll(controller));
  }

  /** Stops; waits for what is being done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe.splice(0).forEach(end => end());
    this.#timers.forEach(({ abort }) => abort.abort());
    this.#timers.clear();
    this.#queue.clear();
    for (let round = 0; round < 100 && this.#running.size > 0; round += 1) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
  }

  #onChange({ definition, object }: StoreChange): void {
    const { namespace, name = '' } = object.metadata;
    for (const controller of this.controllers) {
      if (controller.kind === definition.kind) {
        this.#enqueue({ controller, namespace, name });
      } else if (controller.watches.some(kind => kind === definition.kind)) {
        this.#enqueueAll(controller, namespace);
      }
    }
  }

  #enqueueAll(controller: Controller, namespace?: string): void {
    if (this.#off.has(controller.name)) return;
    const ref = this.context.ref(controller.kind);
    for (const { metadata } of this.context.api.list(ref, namespace)) {
      const { name = '' } = metadata;
      this.#enqueue({ controller, namespace: metadata.namespace, name });
    }
  }

  #enqueue(work: Work): void {
    if (this.#isClosed || this.#off.has(work.controller.name)) return;
    this.#queue.set(workKey(work), work);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#drain();
    });
  }

  #drain(): void {
    for (const [key, work] of [...this.#queue]) {
      if (this.#running.has(key)) continue;
      this.#queue.delete(key);
      this.#running.add(key);
      this.#run(key, work).finally(() => {
        this.#running.delete(key);
        const waiting = this.#queue.get(key);
        if (waiting) this.#enqueue(waiting);
      });
    }
  }

  async #run(key: string, work: Work): Promise<void> {
    const { controller, namespace, name } = work;
    if (this.#isClosed || this.#off.has(controller.name)) return;
    const ref = this.context.ref(controller.kind);
    const object = this.context.api.find<KubeObject>(ref, namespace, name);
    if (!object) return;
    try {
      const again = await controller.reconcile(this.context, object);
      if (again) this.#later(key, work, again.afterMs);
    } catch (error) {
      this.context.log(
        `${key}: ${error instanceof Error ? error.message.trim() : error}`,
      );
      this.#later(key, work, retryMs);
    }
  }

  /** Keeps one timer per object, the one that fires first. */
  #later(key: string, work: Work, afterMs: number): void {
    if (this.#isClosed) return;
    const due = this.context.clock.elapsed() + afterMs;
    const known = this.#timers.get(key);
    if (known && known.due <= due) return;
    known?.abort.abort();
    const abort = new AbortController();
    this.#timers.set(key, { due, abort });
    this.context.clock
      .wait(Math.max(1, afterMs), abort.signal)
      .then(() => {
        if (abort.signal.aborted) return;
        this.#timers.delete(key);
        this.#enqueue(work);
      })
      .catch(() => {});
  }
}
