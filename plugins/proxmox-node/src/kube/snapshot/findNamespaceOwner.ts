import { KubernetesOwnerRules } from '../../config/ProxmoxConfig';

/** The owner by the first matching namespace rule, else label rule; `undefined` where none matches. */
export function findNamespaceOwner(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  owners: KubernetesOwnerRules,
): string | undefined {
  const byName = owners.rules.find(
    rule => rule.kind === 'namespace' && rule.namespace === namespace,
  );
  const byLabel = owners.rules.find(
    rule => rule.kind === 'label' && labels[rule.label] === rule.value,
  );
  return (byName ?? byLabel)?.owner;
}
