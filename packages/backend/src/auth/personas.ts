/** Somebody whom visitors of the demo can be. */
export interface Persona {
  /** Id of the sign-in provider, `/api/auth/<id>/refresh`. */
  id: 'sre' | 'alice' | 'bob';
  displayName: string;
  userEntityRef: string;
  groupEntityRef: string;
}

/** Group whose members operate the platform; the policy of the demo knows it. */
export const PLATFORM_GROUP = 'group:default/platform';

/** The users and groups of `examples/org.yaml`. */
export const personas: Persona[] = [
  {
    id: 'sre',
    displayName: 'Sam, SRE',
    userEntityRef: 'user:default/sre',
    groupEntityRef: PLATFORM_GROUP,
  },
  {
    id: 'alice',
    displayName: 'Alice, developer of team A',
    userEntityRef: 'user:default/alice',
    groupEntityRef: 'group:default/team-a',
  },
  {
    id: 'bob',
    displayName: 'Bob, developer of team B',
    userEntityRef: 'user:default/bob',
    groupEntityRef: 'group:default/team-b',
  },
];
