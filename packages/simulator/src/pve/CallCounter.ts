/** What a site counted since the last reset. */
export interface CallCounts {
  total: number;
  /** By method and path template: `GET /cluster/resources`. */
  byTemplate: Record<string, number>;
  /** Most calls answered at the same time, by node. */
  maxConcurrentPerNode: Record<string, number>;
}

/** Counts the calls that reached a site. */
export class CallCounter {
  #total = 0;
  #byTemplate = new Map<string, number>();
  #running = new Map<string, number>();
  #maximum = new Map<string, number>();

  /** Notes a call to a template; returns what to call when it is answered. */
  begin(template: string, node: string): () => void {
    this.#total += 1;
    this.#byTemplate.set(template, (this.#byTemplate.get(template) ?? 0) + 1);
    const running = (this.#running.get(node) ?? 0) + 1;
    this.#running.set(node, running);
    this.#maximum.set(node, Math.max(running, this.#maximum.get(node) ?? 0));
    return () => {
      this.#running.set(node, (this.#running.get(node) ?? 1) - 1);
    };
  }

  read(): CallCounts {
    return {
      total: this.#total,
      byTemplate: Object.fromEntries(this.#byTemplate),
      maxConcurrentPerNode: Object.fromEntries(this.#maximum),
    };
  }

  reset(): void {
    this.#total = 0;
    this.#byTemplate.clear();
    this.#maximum.clear();
  }
}
