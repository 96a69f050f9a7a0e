import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { KubeClient, KubeObject } from '@rackstage/plugin-proxmox-node';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { Subject } from './kubeTargets';

const plurals: Record<string, string> = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  Secret: 'secrets',
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  RoleBinding: 'rolebindings',
};

/** The objects that the documentation tells an operator to create. */
function readAccessManifest(): KubeObject[] {
  const path = resolvePackagePath(
    '@rackstage/plugin-proxmox-backend',
    '../../docs/kubernetes/access.yaml',
  );
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document =>
    document.toJS(),
  );
}

/** Everything that the documentation grants, as `verb group/resource`. */
export function listGranted(): string[] {
  const roles = readAccessManifest().filter(
    ({ kind }) => kind === 'ClusterRole',
  );
  return roles.flatMap(role =>
    (role.rules as Rule[]).flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap(group =>
        resources.flatMap(resource =>
          verbs.map(
            verb => `${verb} ${group ? `${group}/${resource}` : resource}`,
          ),
        ),
      ),
    ),
  );
}

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** Creates them, as an operator would for one tenant. */
export async function grantAccess(options: {
  admin: KubeClient;
  subject: Subject;
  tenant: string;
}): Promise<void> {
  const { admin, subject, tenant } = options;
  await apply(admin, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: tenant },
  });
  for (const object of readAccessManifest()) {
    const { kind, metadata } = object;
    await apply(admin, {
      ...object,
      ...('subjects' in object && { subjects: [subject] }),
      metadata:
        kind === 'RoleBinding' ? { ...metadata, namespace: tenant } : metadata,
    });
  }
}

async function apply(admin: KubeClient, object: KubeObject) {
  await admin.apply(object, {
    plural: plurals[object.kind],
    fieldManager: 'operator',
  });
}
