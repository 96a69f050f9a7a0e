import { Fault } from '../pve/faults';
import { WorldBuilder } from '../pve/world/WorldBuilder';
import { SiteTokenName } from './access';

/** One site of a scenario before it has sockets. */
export interface ScenarioSite {
  name: string;
  builder: WorldBuilder;
  faults?: Fault[];
  /** How many nodes get a socket of their own; default all. */
  apiHosts?: number;
}

/** Makes the secrets of a site's tokens; the same for a site at each call. */
export type SecretSource = (site: string) => Record<SiteTokenName, string>;

/** Builds the sites of a scenario. */
export type Scenario = (secrets: SecretSource) => ScenarioSite[];
