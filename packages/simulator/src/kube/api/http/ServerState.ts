import type { KindDefinition } from '../../object/types';
import type { AccessControl } from '../access/AccessControl';
import type { ApiContext } from '../ApiContext';
import type { KubeFault } from '../faults';

/** What answering a request needs of its server. */
export interface ServerState {
  context: ApiContext;
  access: AccessControl;
  /** The fault of a kind that is active, if it is. */
  fault: <K extends KubeFault['kind']>(
    kind: K,
  ) => Extract<KubeFault, { kind: K }> | undefined;
  /** Whether a custom kind's storage is still being set up; first use starts it. */
  isInitializing: (definition: KindDefinition) => boolean;
  url: () => string;
}
