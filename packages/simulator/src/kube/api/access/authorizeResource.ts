import type { ResourceTarget } from '../http/parseTarget';
import { forbidden, StatusError } from '../StatusError';
import type { AccessControl } from './AccessControl';
import type { Caller } from './Caller';

/** What somebody attempts, in the words of the path. */
export interface Attempt {
  verb: string;
  target: ResourceTarget;
  /** Found out while the call is carried out, not in front of it. */
  isLate?: boolean;
}

/** Where an attempt takes place: a namespace counts as lying in itself. */
function namespaceOf({ target }: Attempt): string | undefined {
  const { group, plural, name } = target;
  // so that roles in a namespace can show it
  const isNamespace = group === '' && plural === 'namespaces';
  return isNamespace ? name : target.namespace;
}

function resourceOf({ target }: Attempt): string {
  const { plural, subresource } = target;
  return subresource ? `${plural}/${subresource}` : plural;
}

/** The 403 of somebody who may not do what they attempt. */
export function refuseResource(caller: Caller, attempt: Attempt): StatusError {
  const { verb, target, isLate } = attempt;
  const { group, plural, name } = target;
  const namespace = namespaceOf(attempt);
  const place = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const resource = resourceOf(attempt);
  return forbidden(
    { group, kind: plural },
    {
      name,
      text: `User "${caller.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${place}`,
      isOfAuthorizer: !isLate,
    },
  );
}

/** Throws a 403 unless the caller may do what they attempt. */
export function authorizeResource(
  access: AccessControl,
  caller: Caller,
  attempt: Attempt,
): void {
  const { verb, target } = attempt;
  const { group, name } = target;
  const decision = access.decide(caller, {
    verb,
    group,
    resource: resourceOf(attempt),
    namespace: namespaceOf(attempt),
    name,
  });
  if (!decision.allowed) throw refuseResource(caller, attempt);
}
