import type { KubeObject, ServedKind } from '../../object/types';
import { FieldSelector, parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';

/** Which objects of a kind a call is about. */
export interface Selection {
  served: ServedKind;
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** Whether an object is selected; keeps what was parsed. */
export class Selector {
  readonly #labels?: (labels: Record<string, string>) => boolean;
  readonly #fields?: FieldSelector;
  readonly #namespace?: string;

  constructor(selection: Selection) {
    const { labelSelector, fieldSelector, served } = selection;
    if (labelSelector) this.#labels = parseLabelSelector(labelSelector);
    if (fieldSelector) this.#fields = parseFieldSelector(fieldSelector, served);
    this.#namespace = selection.namespace;
  }

  /** Whether it selects by more than the namespace. */
  get isNarrow(): boolean {
    return this.#labels !== undefined || this.#fields !== undefined;
  }

  matches(object: KubeObject): boolean {
    const { metadata } = object;
    if (this.#namespace !== undefined && metadata.namespace !== this.#namespace)
      return false;
    if (this.#labels && !this.#labels(metadata.labels ?? {})) return false;
    return !this.#fields || this.#fields.matches(object);
  }
}
