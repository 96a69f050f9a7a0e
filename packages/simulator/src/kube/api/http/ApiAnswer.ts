import type { KubeObject, ServedKind } from '../../object/types';
import type { ObjectList } from '../operations/listObjects';
import type { RunningWatch, WatchEvent } from '../operations/watchObjects';

/** A watch that the connection drives. */
export interface WatchStream {
  served: ServedKind;
  start: (listener: (event: WatchEvent) => void) => RunningWatch;
  allowBookmarks: boolean;
  /** Marks the end of what existed when the watch began. */
  bookmarkInitialEvents: boolean;
  timeoutSeconds?: number;
}

/** What the API answers, before it is rendered for the wire. */
export type ApiAnswer =
  /** An object of a kind, shown as the call wants. */
  | { type: 'kube'; status: number; object: KubeObject; served: ServedKind }
  /** Any other JSON. */
  | { type: 'object'; status: number; object: object }
  | { type: 'list'; list: ObjectList; served: ServedKind }
  | { type: 'watch'; stream: WatchStream }
  | {
      type: 'text';
      status: number;
      text: string;
      headers?: Record<string, string>;
    };

/** One object of a kind as an answer. */
export function objectAnswer(
  status: number,
  object: KubeObject,
  served: ServedKind,
): ApiAnswer {
  return { type: 'kube', status, object, served };
}
