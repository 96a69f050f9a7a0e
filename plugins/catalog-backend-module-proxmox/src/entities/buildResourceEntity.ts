import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  parseEntityRef,
  ResourceEntity,
} from '@backstage/catalog-model';
import { ANNOTATION_PROXMOX_CLUSTER } from '@rackstage/plugin-proxmox-common';

/** Location of the entities of a source; what carries it is ours. */
export function locationOf(source: string): string {
  return `proxmox:${source}`;
}

/** What differs between the kinds of entity. */
export interface ResourceParts {
  source: string;
  /** `resource:default/<name>`, as the inventory names it. */
  entityRef: string;
  type: string;
  title: string;
  description: string;
  annotations: Record<string, string>;
  tags?: string[];
  owner: string;
  /** Refs of entities that exist. */
  dependsOn?: string[];
  /** Refs of entities that exist. */
  dependencyOf?: string[];
  /** Its page in Proxmox's own interface; absent where it is no thing of Proxmox. */
  link?: string;
}

/** An entity of ours. It holds nothing that changes by itself: every change costs the catalogue a stitch. */
export function buildResourceEntity(parts: ResourceParts): ResourceEntity {
  const { source, type, owner, tags = [], link } = parts;
  const { dependsOn = [], dependencyOf = [] } = parts;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: parseEntityRef(parts.entityRef).name,
      namespace: 'default',
      title: parts.title,
      description: parts.description,
      annotations: {
        [ANNOTATION_LOCATION]: locationOf(source),
        [ANNOTATION_ORIGIN_LOCATION]: locationOf(source),
        ...(link === undefined
          ? {}
          : {
              [ANNOTATION_VIEW_URL]: link,
              [ANNOTATION_PROXMOX_CLUSTER]: source,
            }),
        ...parts.annotations,
      },
      ...(tags.length ? { tags } : {}),
      ...(link === undefined
        ? {}
        : { links: [{ url: link, title: 'Open in Proxmox VE' }] }),
    },
    spec: {
      type,
      owner,
      ...(dependsOn.length ? { dependsOn } : {}),
      ...(dependencyOf.length ? { dependencyOf } : {}),
    },
  };
}
