import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { parse, parseAllDocuments } from 'yaml';
import { describeWith, sharedFolder } from '../../__testUtils__/sharedData';

/** A schema as Kubernetes writes it. */
export interface CrdSchema {
  properties?: Record<string, CrdSchema>;
  items?: CrdSchema;
  additionalProperties?: CrdSchema | boolean;
  pattern?: string;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-validations'?: { rule: string; message?: string }[];
  [key: string]: unknown;
}

const folders: Record<ClusterApiStack, string> = {
  v1beta1: 'compat-capi-v1beta1',
  v1beta2: 'latest',
};
const examples: Record<ClusterApiStack, string> = {
  v1beta1: 'b-v1beta1-kamaji.yaml',
  v1beta2: 'a-v1beta2-kamaji.yaml',
};

const crdFolder = () => sharedFolder('crds');

/** `describe` where the schemas are there or must be (in CI), else `describe.skip`. */
export function describeWithCrds(): jest.Describe {
  return describeWith(crdFolder());
}

/** The schema of a kind in one version, from the definitions of the stack's projects. */
export function loadCrdSchema(
  stack: ClusterApiStack,
  apiVersion: string,
  kind: string,
): CrdSchema {
  const folder = join(crdFolder(), folders[stack]);
  const [group, version] = apiVersion.split('/');
  for (const file of readdirSync(folder)) {
    if (!file.startsWith(`${group}_`) || !file.endsWith('.yaml')) {
      continue;
    }
    const { spec } = parse(readFileSync(join(folder, file), 'utf8'));
    const served = spec.versions.find(
      (candidate: { name: string; served: boolean }) =>
        candidate.name === version && candidate.served,
    );
    if (spec.names.kind === kind && served) {
      return served.schema.openAPIV3Schema;
    }
  }
  throw new Error(`${folder} holds no definition of ${apiVersion} ${kind}`);
}

/** The manifests that a real server accepted. */
export function loadExamples(
  stack: ClusterApiStack,
): Record<string, unknown>[] {
  const file = join(crdFolder(), 'examples', examples[stack]);
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document =>
    document.toJS(),
  );
}
