import { Guest } from '@rackstage/plugin-proxmox-common';

// Only where Kubernetes is named: `ubuntu-24.04.3` says nothing of it. Templates of image-builder are called so.
const inName = /(?:kubernetes|kube|k8s)[-_.]?v?(\d+\.\d+\.\d+)/i;
const asTag = /^(?:(?:kubernetes|kube|k8s)[-_.]?)?v(\d+\.\d+\.\d+)$/i;

/** The Kubernetes version that a template says it holds, in its name or a tag: `v1.33.3`. */
export function readKubernetesVersion(
  template: Pick<Guest, 'name' | 'tags'>,
): string | undefined {
  const found = [
    inName.exec(template.name ?? ''),
    ...template.tags.map(tag => asTag.exec(tag) ?? inName.exec(tag)),
  ].find(match => match);
  return found ? `v${found[1]}` : undefined;
}
