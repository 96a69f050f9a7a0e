import { isObject, objectsOf } from '../../fidelity/json';
import type { JsonObject } from '../../fidelity/types';
import type { ReplayWorld } from './ReplayWorld';
import { recorder } from './ReplayWorld';
import type { KubeRecording } from './types';

const rbac = 'rbac.authorization.k8s.io';
/** Groups whose reviews every authenticated caller may ask for. */
const ofEverybody = /^(authorization|authentication)\.k8s\.io$/;

/** How an answer to a review names the binding that allows something. */
const reason =
  /RBAC: allowed by RoleBinding \\"([^"/]+)\/([^"]+)\\" of Role \\"([^"]+)\\" to (\w+) \\"([^"]+)\\"/;

function rulesIn({ answer }: KubeRecording): JsonObject[] {
  const { body } = answer;
  const status = isObject(body) ? body.status : undefined;
  return objectsOf(isObject(status) ? status.resourceRules : undefined).filter(
    ({ apiGroups }) =>
      Array.isArray(apiGroups) &&
      !apiGroups.some(group => ofEverybody.test(String(group))),
  );
}

/**
 * Makes the role and the binding that answers to reviews tell of: the recorder
 * made them before it began to record.
 */
export function prepareAccess(
  recordings: KubeRecording[],
  world: ReplayWorld,
): void {
  const texts = recordings.map(({ answer }) =>
    JSON.stringify(answer.body ?? ''),
  );
  const found = texts.map(text => reason.exec(text)).find(Boolean);
  if (!found) return;
  const [, binding, namespace, role, kind, subject] = found;
  const rules = recordings.map(rulesIn).find(list => list.length > 0) ?? [];
  world.ensureNamespace(namespace);
  const client = world.server.client(recorder);
  client.create({
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name: role, namespace },
    rules,
  });
  client.create({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name: binding, namespace },
    roleRef: { apiGroup: rbac, kind: 'Role', name: role },
    subjects: [{ apiGroup: rbac, kind, name: subject }],
  });
}
