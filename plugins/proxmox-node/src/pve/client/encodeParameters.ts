import { PveParameter } from './PveClientOptions';

/**
 * Parameters as a form or query: booleans as 1 and 0, arrays as repeated keys. Every reserved character is escaped,
 * because the server splits at each `=` and also at `;`. Does not change its argument.
 */
export function encodeParameters(
  params: Record<string, PveParameter> = {},
): string {
  return Object.entries(params)
    .flatMap(([name, value]) =>
      valuesOf(value).map(
        text => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`,
      ),
    )
    .join('&');
}

function valuesOf(value: PveParameter): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof value === 'boolean') {
    return [value ? '1' : '0'];
  }
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
