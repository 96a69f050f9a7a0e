import type {
  ParameterDeclaration,
  RouteDeclaration,
} from '../pve/register/parseDeclarations';
import type { OfficialSchema, SchemaNode } from './officialSchema';
import { isOptional } from './schemaCheck';

type Route = Pick<
  RouteDeclaration,
  'method' | 'path' | 'allowsToken' | 'parameters' | 'families'
>;

function checkParameter(
  declared: ParameterDeclaration,
  official: SchemaNode | undefined,
): string[] {
  if (!official) return ['is not in the schema'];
  const found: string[] = [];
  const type = official.type ?? 'string';
  if (declared.type !== type) {
    found.push(`is ${declared.type}, the schema says ${type}`);
  }
  if (declared.optional !== isOptional(official)) {
    found.push(declared.optional ? 'is required there' : 'is optional there');
  }
  const values = declared.enumeration?.join();
  if (values !== undefined && values !== official.enum?.join()) {
    found.push(`has the values ${values}, the schema ${official.enum?.join()}`);
  }
  return found;
}

/**
 * Compares the simulator's own register with the official API description.
 *
 * @returns one line per path, method or parameter that is not as described
 */
export function checkRegister(
  routes: readonly Route[],
  schema: OfficialSchema,
): string[] {
  return routes.flatMap(route => {
    const call = `${route.method} ${route.path}`;
    const official = schema.paths()[route.path]?.[route.method];
    // the description starts below the root, which servers list all the same
    if (call === 'GET /') return [];
    if (!official) return [`${call} is not in the schema`];
    const properties = official.parameters?.properties ?? {};
    const all = [
      ...route.parameters,
      ...[...route.families].map(
        ([name, declared]) => [`${name}[n]`, declared] as const,
      ),
    ];
    const names = new Set(all.map(([name]) => name));
    const wrong = all.flatMap(([name, declared]) =>
      checkParameter(declared, properties[name]).map(
        what => `${call}: parameter ${name} ${what}`,
      ),
    );
    const missing = Object.keys(properties)
      .filter(name => !names.has(name))
      .map(name => `${call}: parameter ${name} is not declared`);
    const token =
      route.allowsToken === Boolean(official.allowtoken)
        ? []
        : [`${call}: tokens are ${route.allowsToken ? '' : 'not '}allowed`];
    return [...wrong, ...missing, ...token];
  });
}
