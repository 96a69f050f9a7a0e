import { z } from 'zod/v4';
import { KubeConnection } from '../kube/client/KubeConnection';
import { parseKubeconfig } from '../kube/client/parseKubeconfig';
import { platformSettings } from './ordersConfigSchema';
import { KubernetesOwnerRule } from './ProxmoxConfig';
import {
  apiServerUrl,
  certificateAuthorities,
  certificateAuthorityData,
  duration,
  namespaceName,
  ownerRef,
  sourceName,
  text,
} from './proxmoxConfigFields';

const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
const DEFAULT_OWNER = 'group:default/platform';

const ownerRule = z
  .strictObject({
    namespace: namespaceName.optional(),
    label: text('the name of a label of namespaces').optional(),
    value: text('the value of the label').optional(),
    owner: ownerRef,
  })
  .transform((rule, context): KubernetesOwnerRule => {
    const { namespace, label, value, owner } = rule;
    if (namespace && !label && !value) {
      return { kind: 'namespace', namespace, owner };
    }
    if (label && value && !namespace) {
      return { kind: 'label', label, value, owner };
    }
    context.addIssue({
      code: 'custom',
      message: 'expected either namespace, or label and value',
    });
    return z.NEVER;
  });

const owners = z.strictObject({
  default: ownerRef.default(DEFAULT_OWNER),
  rules: z.array(ownerRule, { error: 'expected a list of rules' }).default([]),
});

const proxmox = z.strictObject({ defaultCluster: sourceName.optional() });

const fields = z.strictObject({
  name: sourceName,
  title: text('a title for people').optional(),
  url: apiServerUrl.optional(),
  ca: certificateAuthorities.optional(),
  caData: certificateAuthorityData.optional(),
  token: text('a bearer token').optional(),
  kubeconfig: text(
    'a kubeconfig (usually `$file: mgmt.kubeconfig`)',
  ).optional(),
  context: text('the name of a context of the kubeconfig').optional(),
  namespaces: z
    .array(namespaceName, { error: 'expected a list of namespaces' })
    .min(1, { error: 'expected at least one namespace' })
    .optional(),
  requestTimeout: duration({
    minimumMs: 1_000,
    defaultMs: DEFAULT_REQUEST_TIMEOUT_MS,
  }),
  proxmox: proxmox.prefault({}),
  owners: owners.prefault({}),
  orders: platformSettings.prefault({}),
});

/** One management cluster. */
export const managementCluster = fields.transform((value, context) => {
  const { url, ca, caData, token, kubeconfig, context: named, ...rest } = value;
  const complain = (message: string, path: string[] = []) => {
    context.addIssue({ code: 'custom', message, path });
    return z.NEVER;
  };
  const connect = (): KubeConnection | undefined => {
    if (kubeconfig) {
      return url || ca || caData || token
        ? complain('expected either kubeconfig, or url and token')
        : readKubeconfig(kubeconfig, named, complain);
    }
    if (!url || !token || named || (ca && caData)) {
      return complain(
        'expected either kubeconfig, or url and token with at most one of ca and caData',
      );
    }
    return { url, token, ca: ca ?? caData };
  };
  const connection = connect();
  return connection ? { ...rest, connection } : z.NEVER;
});

function readKubeconfig(
  content: string,
  contextName: string | undefined,
  complain: (message: string, path: string[]) => never,
): KubeConnection {
  try {
    const connection = parseKubeconfig(content, contextName);
    const url = apiServerUrl.safeParse(connection.url);
    return url.success
      ? { ...connection, url: url.data }
      : complain('its server is no https URL', ['kubeconfig']);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is unreadable';
    return complain(`expected a kubeconfig: ${reason}`, ['kubeconfig']);
  }
}

/** What the schema gives for one management cluster. */
export type ParsedManagementCluster = z.output<typeof managementCluster>;

/** The keys that are known at each place, for suggestions. */
export const knownKubernetesKeys: Record<string, readonly string[]> = {
  'kubernetes.*': Object.keys(fields.shape),
  'kubernetes.*.proxmox': Object.keys(proxmox.shape),
  'kubernetes.*.owners': Object.keys(owners.shape),
  'kubernetes.*.owners.rules.*': ['namespace', 'label', 'value', 'owner'],
};
