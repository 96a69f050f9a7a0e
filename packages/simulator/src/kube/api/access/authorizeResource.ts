import type { ResourceTarget } from '../http/parseTarget';
import { forbidden } from '../StatusError';
import type { AccessControl } from './AccessControl';
import type { Caller } from './Caller';

/** What somebody attempts, in the words of the path. */
export interface Attempt {
  verb: string;
  target: ResourceTarget;
  /** Found out while the call is carried out, not in front of it. */
  isLate?: boolean;
}

/** Throws a 403 unless the caller may do what they attempt. */
export function authorizeResource(
  access: AccessControl,
  caller: Caller,
  { verb, target, isLate }: Attempt,
): void {
  const { group, plural, subresource, name } = target;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  // A namespace counts as lying in itself, so that roles in it can show it.
  const isNamespace = group === '' && plural === 'namespaces';
  const namespace = isNamespace ? name : target.namespace;
  const attempt = { verb, group, resource, namespace, name };
  if (access.decide(caller, attempt).allowed) return;
  const place = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  throw forbidden(
    { group, kind: plural },
    {
      name,
      text: `User "${caller.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${place}`,
      isOfAuthorizer: !isLate,
    },
  );
}
