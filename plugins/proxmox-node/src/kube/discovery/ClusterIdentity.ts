import { KubeClient, KubeError } from '../client';
import { wireNamespace } from '../wire/namespace';
import { ForeignManagementClusterError } from './ForeignManagementClusterError';

// Every cluster has it, and it is never made anew.
const NAME = 'kube-system';
const namespaces = { group: '', version: 'v1', plural: 'namespaces' };

/**
 * Knows one management cluster again: by the UID of its namespace `kube-system`. An address that leads to another
 * cluster, after a mistake in the configuration or in the DNS, would make everything of the one before look deleted.
 * Where the account may neither get nor list that namespace nothing is known, and nothing is refused.
 */
export class ClusterIdentity {
  readonly #source: string;
  readonly #client: Pick<KubeClient, 'get' | 'list'>;
  readonly #signal: AbortSignal;
  /** From before this process. */
  readonly #expected = new Set<string>();
  /** Of the first cluster that answered; counts where nothing is known from before. */
  #first?: string;
  #uid?: string;
  #asking?: Promise<void>;

  constructor(options: {
    source: string;
    client: Pick<KubeClient, 'get' | 'list'>;
    signal: AbortSignal;
  }) {
    this.#source = options.source;
    this.#client = options.client;
    this.#signal = options.signal;
  }

  /** As last read; `undefined` where it may not be read. */
  get uid(): string | undefined {
    return this.#uid;
  }

  /** Notes what the cluster was known by before. Throws where it is another one now. */
  expect(uid: string) {
    this.#expected.add(uid);
    this.#refuseAnother();
  }

  /** Reads it anew; those that ask at the same time share one answer. Rejects where it is another cluster. */
  async confirm(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask() {
    this.#uid = await this.#read();
    this.#refuseAnother();
    this.#first ??= this.#uid;
  }

  #refuseAnother() {
    const known = this.#expected.size ? [...this.#expected] : [this.#first];
    const before = known.find(uid => uid !== this.#uid);
    if (this.#uid !== undefined && before !== undefined) {
      throw new ForeignManagementClusterError(this.#source, {
        now: this.#uid,
        before,
      });
    }
  }

  async #read(): Promise<string | undefined> {
    try {
      return uidOf(
        await this.#client.get({ ...namespaces, name: NAME }, this.#signal),
      );
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
      return error.kind === 'forbidden' ? this.#readFromList() : undefined;
    }
  }

  async #readFromList(): Promise<string | undefined> {
    try {
      const { items } = await this.#client.list(namespaces, {
        fieldSelector: `metadata.name=${NAME}`,
        signal: this.#signal,
      });
      return items.length === 1 ? uidOf(items[0]) : undefined;
    } catch (error) {
      if (isRefusal(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

function uidOf(object: unknown): string | undefined {
  const { name, uid } = wireNamespace.parse(object).metadata;
  return name === NAME ? uid : undefined;
}

function isRefusal(error: unknown): error is KubeError {
  return (
    error instanceof KubeError &&
    (error.kind === 'forbidden' || error.kind === 'not-found')
  );
}
