/** One declared parameter of a call, or one key of a property string. */
export interface ParameterDeclaration {
  name: string;
  type: 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'object';
  optional: boolean;
  /** Named format, or `#name` for a property string. */
  format?: string;
  /** Lowest number, or shortest text. */
  minimum?: number;
  maximum?: number;
  enumeration?: string[];
  pattern?: RegExp;
  /** The key that a value without `=` belongs to (property strings only). */
  isDefaultKey?: boolean;
  /** This key is another name of that one (property strings only). */
  alias?: string;
  /** The aliased key also names this one: `virtio=MAC` means model and address. */
  keyAlias?: string;
}

/** The permission check of a call, as a nested list, or one of the short words. */
export type PermissionCheck =
  | 'all'
  | 'world'
  | 'root'
  | 'described'
  | unknown[];

/** One call of the API as declared. */
export interface RouteDeclaration {
  method: string;
  path: string;
  /** Answered by the node named in the path. */
  isNodeCall: boolean;
  /** Answered by the privileged daemon behind the proxy. */
  isProtected: boolean;
  allowsToken: boolean;
  permission: PermissionCheck;
  parameters: Map<string, ParameterDeclaration>;
  /** Families such as `net[n]`, by the text before the number. */
  families: Map<string, ParameterDeclaration>;
}

const types = {
  i: 'integer',
  n: 'number',
  b: 'boolean',
  s: 'string',
  a: 'array',
  o: 'object',
} as const;

const tokenShape =
  /^([^*!:@]+)(\*?)(!?):([inbsao])(?:<([^>]+)>)?(?:\((-?[\d.]*)\.\.(-?[\d.]*)\))?(?:\{([^}]*)\})?(?:~(.+))?$/;

/**
 * Reads one parameter: `name[*][!]:type[<format>][(from..to)][{a|b}][~pattern]`,
 * where `!` means required, `*` default key, and types are i(nteger), n(umber),
 * b(oolean), s(tring), a(rray), o(bject). `name@other[/key]` is an alias.
 */
export function parseParameter(token: string): ParameterDeclaration {
  const alias = /^([^:@]+)@([^/]+)(?:\/(.+))?$/.exec(token);
  if (alias) {
    return {
      name: alias[1],
      type: 'string',
      optional: true,
      alias: alias[2],
      keyAlias: alias[3],
    };
  }
  const match = tokenShape.exec(token);
  if (!match) {
    throw new Error(`Declaration '${token}' is not of the form name[!]:type…`);
  }
  const [, name, star, bang, type, format, from, to, values, pattern] = match;
  return {
    name,
    type: types[type as keyof typeof types],
    optional: bang !== '!',
    format,
    minimum: from ? Number(from) : undefined,
    maximum: to ? Number(to) : undefined,
    enumeration: values === undefined ? undefined : values.split('|'),
    pattern: pattern ? new RegExp(`^(?:${pattern})$`) : undefined,
    isDefaultKey: star === '*',
  };
}

/** Reads blocks of a head line followed by indented lines of parameters. */
export function parseBlocks(
  text: string,
): { head: string; parameters: ParameterDeclaration[] }[] {
  const blocks: { head: string; parameters: ParameterDeclaration[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!line.startsWith(' ')) {
      blocks.push({ head: line.trim(), parameters: [] });
    } else {
      const tokens = line.trim().split(/\s+/);
      blocks[blocks.length - 1].parameters.push(...tokens.map(parseParameter));
    }
  }
  return blocks;
}

function readPermission(text: string): PermissionCheck {
  return text.startsWith('[')
    ? (JSON.parse(text) as unknown[])
    : (text as PermissionCheck);
}

/** Reads routes: `METHOD /path | flags | permission` and their parameters. */
export function parseRoutes(text: string): RouteDeclaration[] {
  return parseBlocks(text).map(({ head, parameters }) => {
    const [call, flags, permission] = head.split(' | ');
    const [method, path] = call.split(' ');
    const words = flags.split(' ');
    const families = parameters.filter(p => p.name.endsWith('[n]'));
    return {
      method,
      path,
      isNodeCall: words.includes('node'),
      isProtected: words.includes('daemon'),
      allowsToken: !words.includes('notoken'),
      permission: readPermission(permission),
      parameters: new Map(
        parameters
          .filter(p => !p.name.endsWith('[n]'))
          .map(p => [p.name, p] as const),
      ),
      families: new Map(families.map(p => [p.name.slice(0, -3), p] as const)),
    };
  });
}

/** The declaration that covers `name`, families included. */
export function findParameter(
  route: Pick<RouteDeclaration, 'parameters' | 'families'>,
  name: string,
): ParameterDeclaration | undefined {
  const direct = route.parameters.get(name);
  if (direct) return direct;
  const member = /^([a-z_-]+?)(\d{1,3})$/.exec(name);
  return member ? route.families.get(member[1]) : undefined;
}
