import { wireNamespace } from '../wire/namespace';
import { NamespaceFacts } from './facts';

/** Throws where the object has no name. */
export function toNamespace(object: unknown): NamespaceFacts {
  const { name, labels } = wireNamespace.parse(object).metadata;
  return { name, labels };
}
