import { ManagementClusterSnapshot } from '@rackstage/plugin-proxmox-common';
import { ManagementClusterConfig } from '../../config/ProxmoxConfig';
import { findNamespaceOwner } from './findNamespaceOwner';

/**
 * Gives a snapshot from before a restart the owners of today's configuration. Labels of namespaces are not part of it:
 * an owner by label stays while a label rule still names that owner, and nobody else is one.
 */
export function ownManagementSnapshot(
  config: Pick<ManagementClusterConfig, 'owners'>,
  snapshot: ManagementClusterSnapshot,
): ManagementClusterSnapshot {
  const { owners } = config;
  const byLabel = new Set(
    owners.rules.flatMap(rule => (rule.kind === 'label' ? [rule.owner] : [])),
  );
  const own = <T extends { namespace: string; owner: string }>(thing: T): T => {
    const kept = byLabel.has(thing.owner) ? thing.owner : owners.default;
    const owner = findNamespaceOwner(thing.namespace, {}, owners) ?? kept;
    return { ...thing, owner };
  };
  return {
    ...snapshot,
    tenants: snapshot.tenants.map(own),
    tenantClusters: snapshot.tenantClusters.map(own),
  };
}
