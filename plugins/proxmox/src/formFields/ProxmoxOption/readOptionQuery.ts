import { OptionsQuery } from '@rackstage/plugin-proxmox-common';

/** What narrows a choice: its name in the request, and the key of the form that holds it. */
export type OptionSources = Partial<Record<keyof OptionsQuery, string>>;

/**
 * What a field has to ask for, given what was chosen elsewhere in the form; `missing` has to be chosen first. A list
 * of several values narrows nothing.
 */
export function readOptionQuery(
  sources: OptionSources = {},
  form: Record<string, unknown> = {},
): { query: OptionsQuery; missing: (keyof OptionsQuery)[] } {
  const query: OptionsQuery = {};
  const missing: (keyof OptionsQuery)[] = [];
  for (const name of Object.keys(sources) as (keyof OptionsQuery)[]) {
    const value = form[sources[name] ?? name];
    if (typeof value === 'number' || (typeof value === 'string' && value)) {
      query[name] = String(value);
    } else if (!Array.isArray(value)) {
      missing.push(name);
    }
  }
  return { query, missing };
}
