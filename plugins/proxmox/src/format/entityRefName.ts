/** The shortest text that names an entity: `group:default/team-a` becomes `team-a`. */
export function entityRefName(entityRef: string): string {
  const path = entityRef.slice(entityRef.indexOf(':') + 1);
  return path.startsWith('default/') ? path.slice('default/'.length) : path;
}
