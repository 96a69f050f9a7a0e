import { createPermissionRule } from '@backstage/plugin-permission-node';
import { proxmoxResourceTypes } from '@rackstage/plugin-proxmox-common';
import { z } from 'zod/v3';
import {
  ProxmoxResourceFilter,
  proxmoxResourceRef,
} from './proxmoxResourceRef';

const listOf = (description: string) =>
  z.array(z.string()).describe(description);

const filterBy = (
  field: ProxmoxResourceFilter['field'],
  values: string[],
): ProxmoxResourceFilter => ({ field, values });

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description:
    'Allow what is owned by one of the claims, by the owner rules of the source',
  resourceRef: proxmoxResourceRef,
  paramsSchema: z.object({
    claims: listOf('Entity refs, usually the ownership refs of the user'),
  }),
  apply: (resource, { claims }) => {
    const owner = resource.owner.toLocaleLowerCase('en-US');
    return claims.some(claim => claim.toLocaleLowerCase('en-US') === owner);
  },
  toQuery: ({ claims }) => filterBy('owner', claims),
});

const inSource = createPermissionRule({
  name: 'IN_SOURCE',
  description:
    'Allow what belongs to one of the configured Proxmox or management clusters',
  resourceRef: proxmoxResourceRef,
  paramsSchema: z.object({
    sources: listOf(
      'Names, as in proxmox.clusters[].name and proxmox.kubernetes[].name',
    ),
  }),
  apply: (resource, { sources }) => sources.includes(resource.source),
  toQuery: ({ sources }) => filterBy('source', sources),
});

const hasType = createPermissionRule({
  name: 'HAS_TYPE',
  description: 'Allow things of one of the types',
  resourceRef: proxmoxResourceRef,
  paramsSchema: z.object({ types: z.array(z.enum(proxmoxResourceTypes)) }),
  apply: (resource, { types }) => types.includes(resource.type),
  toQuery: ({ types }) => filterBy('type', types),
});

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description:
    'Allow guests with one of the tags; whoever may edit the guest in Proxmox may edit its tags',
  resourceRef: proxmoxResourceRef,
  paramsSchema: z.object({ tags: listOf('Proxmox tags') }),
  apply: (resource, { tags }) => tags.some(tag => resource.tags.includes(tag)),
  toQuery: ({ tags }) => filterBy('tags', tags),
});

const inPool = createPermissionRule({
  name: 'IN_POOL',
  description: 'Allow guests in one of the resource pools',
  resourceRef: proxmoxResourceRef,
  paramsSchema: z.object({ pools: listOf('Names of Proxmox pools') }),
  apply: (resource, { pools }) =>
    resource.pool !== undefined && pools.includes(resource.pool),
  toQuery: ({ pools }) => filterBy('pool', pools),
});

/**
 * The rules that a policy may combine for `proxmox.resource.read`: `isOwner`, `inSource`,
 * `hasType`, `hasTag`, `inPool`. `hasTag` looks at what tenants may be able to edit: base no grant
 * on it unless only the platform sets tags.
 *
 * @public
 */
export const proxmoxPermissionRules = {
  isOwner,
  inSource,
  hasType,
  hasTag,
  inPool,
};
