import { InventoryClock } from '../../inventory/InventoryClock';
import { KubeClient, KubeError, KubeResourceType } from '../client';
import { Discovery } from '../discovery/discoverStack';
import { KubeKindName, kubeKinds } from '../discovery/kubeKinds';
import { Reflector } from '../reflector/Reflector';
import { KindFacts, ManagementFacts, projections } from './ManagementFacts';

// Without these there is no tenant cluster; the others explain or name one, and may be forbidden.
const required: readonly KubeKindName[] = [
  'clusters',
  'machines',
  'machineDeployments',
  'proxmoxClusters',
  'proxmoxMachines',
];

/** What {@link KubeWatches} work with. */
export interface KubeWatchesOptions {
  client: Pick<KubeClient, 'list' | 'watch'>;
  discovery: Discovery;
  /** Absent: all. */
  namespaces?: string[];
  clock: InventoryClock;
  beforeList?: () => Promise<void>;
  onChange: () => void;
  silenceMs?: number;
}

type KindReflectors = { [K in KubeKindName]?: Reflector<KindFacts[K]>[] };

/** All reflectors of one management cluster. */
export class KubeWatches {
  readonly #options: KubeWatchesOptions;
  readonly #reflectors: KindReflectors = {};

  constructor(options: KubeWatchesOptions) {
    this.#options = options;
    for (const kind of kindNames()) {
      this.#add(kind);
    }
  }

  start() {
    this.#all().forEach(reflector => reflector.start());
  }

  stop() {
    this.#all().forEach(reflector => reflector.stop());
  }

  get facts(): ManagementFacts {
    return {
      clusters: this.#factsOf('clusters'),
      machines: this.#factsOf('machines'),
      machineDeployments: this.#factsOf('machineDeployments'),
      proxmoxClusters: this.#factsOf('proxmoxClusters'),
      proxmoxMachines: this.#factsOf('proxmoxMachines'),
      controlPlanes: this.#factsOf('controlPlanes'),
      tenantControlPlanes: this.#factsOf('tenantControlPlanes'),
      addressClaims: this.#factsOf('addressClaims'),
      addressPools: this.#factsOf('addressPools'),
      globalAddressPools: this.#factsOf('globalAddressPools'),
      namespaces: this.#factsOf('namespaces'),
    };
  }

  /** Whether every kind was listed, save those that the account may not see and that can be done without. */
  get isSynced(): boolean {
    return kindNames().every(kind =>
      this.#of(kind).every(
        reflector => reflector.isSynced || isDispensable(kind, reflector.error),
      ),
    );
  }

  /** Why something cannot be read now. */
  get error(): unknown {
    return kindNames()
      .flatMap(kind =>
        this.#of(kind)
          .map(reflector => reflector.error)
          .filter(error => !isDispensable(kind, error)),
      )
      .find(error => error !== undefined);
  }

  /** Kinds that the account may not read and that can be done without. */
  get forbidden(): KubeError[] {
    return kindNames().flatMap(kind =>
      this.#of(kind)
        .map(reflector => reflector.error)
        .filter((error): error is KubeError => isDispensable(kind, error)),
    );
  }

  /** Whether the server does not serve any more what it served at discovery. */
  get hasLostKind(): boolean {
    return this.#all().some(
      ({ error }) => error instanceof KubeError && error.kind === 'not-found',
    );
  }

  /** Milliseconds since the epoch; the oldest of the newest signs of life. */
  get lastContact(): number | undefined {
    const contacts = this.#all().flatMap(
      ({ lastContact }) => lastContact ?? [],
    );
    return contacts.length ? Math.min(...contacts) : undefined;
  }

  #add<K extends KubeKindName>(kind: K) {
    const { discovery, namespaces, silenceMs, ...shared } = this.#options;
    const type = discovery.types[kind];
    if (!type) {
      return;
    }
    const reflectors: Reflector<KindFacts[K]>[] = placesOf(
      kind,
      type,
      namespaces,
    ).map(
      place =>
        new Reflector<KindFacts[K]>({
          ...shared,
          ...place,
          silenceMs,
          project: projections[kind],
        }),
    );
    this.#reflectors[kind] = reflectors as KindReflectors[K];
  }

  #of<K extends KubeKindName>(kind: K): Reflector<KindFacts[K]>[] {
    return this.#reflectors[kind] ?? [];
  }

  #all() {
    return kindNames().flatMap((kind): Reflector<unknown>[] => this.#of(kind));
  }

  #factsOf<K extends KubeKindName>(kind: K): KindFacts[K][] {
    return this.#of(kind).flatMap(reflector => [...reflector.items.values()]);
  }
}

function kindNames(): KubeKindName[] {
  return Object.keys(kubeKinds) as KubeKindName[];
}

/** What has to be asked for to see a kind, in all namespaces or in some. */
function placesOf(
  kind: KubeKindName,
  type: KubeResourceType,
  namespaces: (string | undefined)[] = [undefined],
) {
  if (kind === 'globalAddressPools') {
    return [{ collection: type }];
  }
  return namespaces.map(namespace =>
    kind === 'namespaces'
      ? {
          collection: type,
          fieldSelector: namespace && `metadata.name=${namespace}`,
        }
      : { collection: { ...type, namespace } },
  );
}

function isDispensable(kind: KubeKindName, error: unknown): boolean {
  return (
    !required.includes(kind) &&
    error instanceof KubeError &&
    error.kind === 'forbidden'
  );
}
