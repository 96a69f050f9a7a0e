import { ParsedManagementCluster } from './kubernetesConfigSchema';
import { ParsedCluster } from './proxmoxConfigSchema';

const ROOT = 'proxmox';

interface Sources {
  clusters: ParsedCluster[];
  kubernetes: ParsedManagementCluster[];
}

/** What is wrong between sources that are right each for itself, in words with paths. */
export function findConfigConflicts(sources: Sources): string[] {
  return [
    ...findTakenNames(sources),
    ...findSharedHosts(sources.clusters),
    ...findUnknownClusters(sources),
  ];
}

// Two sources of one name, also a Proxmox and a management cluster, would share their entities and refs.
function findTakenNames({ clusters, kubernetes }: Sources): string[] {
  const places = new Map<string, string>();
  const problems: string[] = [];
  const named = [
    ...clusters.map(({ name }, index) => ({
      name,
      place: `${ROOT}.clusters[${index}]`,
    })),
    ...kubernetes.map(({ name }, index) => ({
      name,
      place: `${ROOT}.kubernetes[${index}]`,
    })),
  ];
  for (const { name, place } of named) {
    const first = places.get(name);
    if (first) {
      problems.push(
        `${place}.name: ${name} is already the name of ${first}, expected a name of its own`,
      );
    } else {
      places.set(name, place);
    }
  }
  return problems;
}

// One host in two sources would be read and listed twice.
function findSharedHosts(clusters: ParsedCluster[]): string[] {
  const places = new Map<string, string>();
  const problems: string[] = [];
  clusters.forEach((cluster, index) =>
    cluster.endpoints.forEach((endpoint, position) => {
      const place = `${ROOT}.clusters[${index}].endpoints[${position}]`;
      const earlier = places.get(endpoint);
      if (earlier) {
        problems.push(
          `${place}: ${endpoint} is already ${earlier}, expected each host once`,
        );
      }
      places.set(endpoint, earlier ?? place);
    }),
  );
  return problems;
}

function findUnknownClusters({ clusters, kubernetes }: Sources): string[] {
  const known = new Set(clusters.map(({ name }) => name));
  return kubernetes.flatMap(({ proxmox }, index) =>
    proxmox.defaultCluster === undefined || known.has(proxmox.defaultCluster)
      ? []
      : [
          `${ROOT}.kubernetes[${index}].proxmox.defaultCluster: expected the name of one of ${ROOT}.clusters`,
        ],
  );
}
