import { PveClock } from './PveClock';

/** An API token, `user@realm!name` and its secret, as shown once at its creation. @public */
export interface PveTokenCredentials {
  tokenId: string;
  tokenSecret: string;
}

/** A user with its realm, `monitor@pve`, and password. @public */
export interface PvePasswordCredentials {
  username: string;
  password: string;
}

/**
 * How the server is recognised. Without any of these the certificate must be signed by an authority that the
 * system trusts.
 *
 * @public
 */
export interface PveTlsOptions {
  /** Certificate authority in PEM, normally `/etc/pve/pve-root-ca.pem`; replaces the system's. */
  ca?: string;
  /** SHA-256 fingerprints of node certificates; any of them is accepted, whoever signed it. */
  fingerprints?: string[];
  /** Accepts every certificate: whoever sits in between can read the credentials. */
  insecure?: boolean;
}

/** Where the engine writes; a `LoggerService` will do. @public */
export interface PveLogger {
  debug(message: string): void;
  warn(message: string): void;
}

/** What {@link PveClient.create} needs to know. @public */
export interface PveClientOptions {
  /** Name of the source, for messages. */
  name: string;
  /** API hosts of one Proxmox cluster, `https://pve1.example.com:8006`; the next is used where one is down. */
  endpoints: string[];
  auth: PveTokenCredentials | PvePasswordCredentials;
  tls?: PveTlsOptions;
  /** Deadline for one exchange: connection, headers and body together. Default 30,000. */
  requestTimeoutMs?: number;
  /** Deadline for TCP and TLS of one endpoint, before the next one is tried. Default 5,000. */
  connectTimeoutMs?: number;
  /** Calls at the same time per node; a node has three workers. Default 4. */
  concurrencyPerNode?: number;
  /** Answers beyond that are refused. Default 64 MiB. */
  maxResponseBytes?: number;
  logger?: PveLogger;
  clock?: PveClock;
}

/** Values as Proxmox takes them: booleans become 1 and 0, arrays repeat the key, `undefined` is left out. @public */
export type PveParameter =
  | string
  | number
  | boolean
  | undefined
  | ReadonlyArray<string | number>;

/** One call. @public */
export interface PveRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/nodes/{node}/qemu/{vmid}/config`. */
  pathTemplate: string;
  /** Values for the names in braces; each is checked before anything is sent. */
  path?: Record<string, string | number>;
  /** Query of GET and DELETE, form of POST and PUT. */
  params?: Record<string, PveParameter>;
  /** How often a read is tried where the failure may pass. Default 3; writes are never repeated. */
  attempts?: number;
  signal?: AbortSignal;
}

/** What Proxmox answered. @public */
export interface PveAnswer {
  data: unknown;
  /** How many entries there are where `data` is one page of them (task lists and logs). */
  total?: number;
}
