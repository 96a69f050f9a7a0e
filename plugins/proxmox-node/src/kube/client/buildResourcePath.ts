import { InputError } from '@backstage/errors';

/** A kind as the API serves it. @public */
export interface KubeResourceType {
  /** Empty for the core group. */
  group: string;
  version: string;
  /** `proxmoxmachines`. */
  plural: string;
}

/** A collection, or one object where `name` is given. @public */
export interface KubeLocation extends KubeResourceType {
  namespace?: string;
  name?: string;
  subresource?: 'status' | 'scale';
}

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const patterns = {
  group: new RegExp(`^(${label}(\\.${label})*)?$`),
  version: /^v[0-9][a-z0-9]*$/,
  plural: /^[a-z][a-z0-9-]*$/,
  namespace: new RegExp(`^${label}$`),
  // Names are DNS subdomains for every kind that is used here, save RBAC's, which may hold colons.
  name: /^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/,
};

/**
 * Path of a collection or an object. Every part is checked, so that none of them can lead elsewhere; throws
 * `InputError` otherwise.
 */
export function buildResourcePath(location: KubeLocation): string {
  for (const [part, pattern] of Object.entries(patterns)) {
    const value = location[part as keyof typeof patterns];
    if (value !== undefined && !pattern.test(value)) {
      throw new InputError(
        `'${value.slice(
          0,
          80,
        )}' is no ${part} in Kubernetes: expected lower-case letters, digits and hyphens`,
      );
    }
  }
  const { group, version, plural, namespace, name, subresource } = location;
  return [
    group ? `/apis/${group}/${version}` : `/api/${version}`,
    namespace === undefined ? '' : `/namespaces/${namespace}`,
    `/${plural}`,
    name === undefined ? '' : `/${name}`,
    subresource === undefined ? '' : `/${subresource}`,
  ].join('');
}
