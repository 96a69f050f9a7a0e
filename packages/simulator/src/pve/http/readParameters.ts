import { ApiError } from '../ApiError';
import { RawValue } from '../register/checkParameters';

/** Parameters by name; a name that came twice holds a list. */
export type RawParameters = Record<string, RawValue>;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/**
 * Reads form data as the vendor's server does: `&` and `;` both separate, and
 * everything after a second unescaped `=` is lost.
 */
export function readForm(text: string): RawParameters {
  const parameters: RawParameters = {};
  for (const pair of text.split(/[&;]/).filter(Boolean)) {
    const [name, value = ''] = pair.split('=').map(decode);
    const before = parameters[name];
    if (before === undefined) parameters[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parameters[name] = [before, value];
  }
  return parameters;
}

function perlComplaint(text: string): string {
  const offset = Math.max(0, text.length);
  return `malformed JSON string, neither tag, array, object, number, string or atom, at character offset ${offset} (before "(end of string)") at /usr/share/perl5/PVE/APIServer/AnyEvent.pm line 934.`;
}

/** The 500 without JSON that a broken JSON body gets. */
export class MalformedJson extends ApiError {}

/** Reads a JSON body, which must be an object. */
export function readJson(text: string): RawParameters {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new MalformedJson(500, perlComplaint(text));
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new MalformedJson(500, perlComplaint(text));
  }
  return parsed as RawParameters;
}
