/** A process that is killed at a moment: from then on nothing that it does has an effect. */
export class Mortal {
  isDead = false;
  #moments = 0;

  constructor(private readonly diesAt: number) {}

  /** Every call has two moments to die at: before it takes effect, and before its answer arrives. */
  wrap<T extends object>(target: T): T {
    const own = Object.fromEntries(
      ['getRecord', 'update', 'renew', 'readLog', 'get', 'apply', 'delete']
        .filter(name => name in target)
        .map(name => [
          name,
          async (...args: unknown[]) => {
            this.#live();
            const call = target[name as keyof T] as (
              ...given: unknown[]
            ) => Promise<unknown>;
            const answer = await call.apply(target, args);
            this.#live();
            return answer;
          },
        ]),
    );
    return own as T;
  }

  #live() {
    this.#moments += 1;
    this.isDead ||= this.#moments === this.diesAt;
    if (this.isDead) {
      throw new Error('killed');
    }
  }
}
