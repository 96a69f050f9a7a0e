import { Option } from '@rackstage/plugin-proxmox-common';

/** Which of the chosen values can still be chosen, and which are gone. */
export function splitOffered(
  chosen: readonly string[],
  options: readonly Option[],
): { offered: string[]; gone: string[] } {
  const values = new Set(options.map(({ value }) => value));
  return {
    offered: chosen.filter(value => values.has(value)),
    gone: chosen.filter(value => !values.has(value)),
  };
}

/** The values of a form field, whether it holds one or a list. */
export function readChosen(formData: unknown): string[] {
  const values = Array.isArray(formData) ? formData : [formData];
  return values
    .filter(value => value !== undefined && value !== null && value !== '')
    .map(String);
}
