import type { SimulatorClock } from '../../clock';
import type { KindDefinition, KubeObject, ServedKind } from '../object/types';
import type { KindRegistry } from './KindRegistry';
import type { ResourceStore } from './store/ResourceStore';

/** What every operation of one API server works with. */
export interface ApiContext {
  store: ResourceStore;
  kinds: KindRegistry;
  clock: SimulatorClock;
}

/** How strictly a write takes fields that the schema does not know. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** How an object is written. */
export interface WriteOptions {
  /** The field manager. */
  manager: string;
  dryRun?: boolean;
  fieldValidation?: FieldValidation;
  /** Takes a warning for the caller. */
  warn?: (text: string) => void;
}

/** Which object a call is about. */
export interface ObjectTarget {
  served: ServedKind;
  namespace?: string;
  name: string;
}

/** The date of a moment as the API writes it. */
export function timestamp(context: ApiContext): string {
  return `${new Date(context.clock.now()).toISOString().slice(0, 19)}Z`;
}

/** Whether an object is part of a compiled-in API. */
export function isCore(definition: KindDefinition): boolean {
  return definition.origin === 'core';
}

/** A copy without the keys that are `undefined`, as JSON would carry it. */
export function cloneObject<T extends KubeObject>(object: T): T {
  return JSON.parse(JSON.stringify(object)) as T;
}
