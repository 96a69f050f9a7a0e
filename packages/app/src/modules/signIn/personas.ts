/** Somebody whom the demo lets one be. */
export interface Persona {
  /** The backend's auth provider. */
  id: 'sre' | 'alice' | 'bob';
  title: string;
  description: string;
}

/** The three people for whom the suite is made; packages/backend/src/auth knows who they are. */
export const personas: Persona[] = [
  {
    id: 'sre',
    title: 'SRE (platform)',
    description: 'Sees every cluster, node, guest and storage.',
  },
  {
    id: 'alice',
    title: 'Alice, developer of team A',
    description: 'Sees the clusters and the guests of team A.',
  },
  {
    id: 'bob',
    title: 'Bob, developer of team B',
    description: 'Sees the clusters and the guests of team B.',
  },
];
