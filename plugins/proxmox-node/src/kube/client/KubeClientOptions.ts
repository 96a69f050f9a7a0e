import { PveClock } from '../../pve/client/PveClock';
import { KubeConnection } from './KubeConnection';
import { KubeLocation } from './buildResourcePath';

/** What a {@link KubeClient} works with. @public */
export interface KubeClientOptions {
  /** Name of the management cluster. */
  name: string;
  connection: KubeConnection;
  /** Deadline of one call, its body included. Default: 30 s. */
  requestTimeoutMs?: number;
  clock?: PveClock;
}

/** An object as the API writes it. @public */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

/** One page of a list. @public */
export interface KubeListPage {
  items: unknown[];
  resourceVersion: string;
  /** Absent on the last page. */
  continueToken?: string;
}

/** How a list is asked for. @public */
export interface KubeListOptions {
  limit?: number;
  continueToken?: string;
  labelSelector?: string;
  fieldSelector?: string;
  signal?: AbortSignal;
}

/** How a watch is asked for. @public */
export interface KubeWatchOptions {
  resourceVersion: string;
  fieldSelector?: string;
  /** The server ends the watch after so many seconds. */
  timeoutSeconds: number;
  /** Without an event or bookmark for so long the watch is given up as dead. */
  silenceMs: number;
  /** The server has answered: from here on it is its turn. */
  onOpen?: () => void;
  signal?: AbortSignal;
}

/** One line of a watch; an `ERROR` is thrown instead. @public */
export interface KubeWatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: unknown;
}

/** What a write brought about. @public */
export interface KubeWriteResult {
  object: KubeObject;
  created: boolean;
  /** Texts of `Warning` headers: deprecated versions, unknown fields. */
  warnings: string[];
}

/** A call that changes something. */
export interface KubeWrite {
  method: 'POST' | 'PATCH' | 'DELETE';
  location: KubeLocation;
  query?: Record<string, string | boolean | undefined>;
  contentType: string;
  body: unknown;
  signal?: AbortSignal;
}
