import { Handler, Handlers } from '../Call';
import * as declarations from './declarations';
import { parseRoutes, RouteDeclaration } from './parseDeclarations';

/** A declared call together with what answers it. */
export interface RegisteredRoute extends RouteDeclaration {
  handler: Handler;
}

interface TreeNode {
  fixed: Map<string, TreeNode>;
  variable?: { name: string; isRest: boolean; next: TreeNode };
  routes: Map<string, RegisteredRoute>;
  /** The template that ends here, whatever the method. */
  template?: string;
}

const makeNode = (): TreeNode => ({ fixed: new Map(), routes: new Map() });

/** The route of a call with the values of its path. */
export interface RouteMatch {
  route: RegisteredRoute;
  pathParameters: Record<string, string>;
}

/** The index of everything, which the API description leaves out. */
const rootIndex = parseRoutes('GET / | - | all')[0];

/** All calls that the simulator answers. What is not here is a 501. */
export class Register {
  readonly routes: RegisteredRoute[] = [];
  readonly #root = makeNode();

  constructor(handlers: Handlers) {
    const unused = new Set(Object.keys(handlers));
    const texts = Object.entries(declarations)
      .filter(([name]) => name !== 'propertyStringDeclarations')
      .map(([, text]) => text);
    for (const declaration of [rootIndex, ...texts.flatMap(parseRoutes)]) {
      const key = `${declaration.method} ${declaration.path}`;
      const handler = handlers[key];
      if (!handler) continue;
      unused.delete(key);
      this.#add({ ...declaration, handler });
    }
    if (unused.size > 0) {
      throw new Error(
        `Handlers without a declaration: ${[...unused].join(
          ', ',
        )}. Add them to src/pve/register/declarations.`,
      );
    }
  }

  /** The route for a decoded path, or undefined. */
  find(method: string, path: string): RouteMatch | undefined {
    const pathParameters: Record<string, string> = {};
    const parts = path.split('/').filter(Boolean);
    const route = descend(this.#root, parts, pathParameters)?.routes.get(
      method,
    );
    return route && { route, pathParameters };
  }

  #add(route: RegisteredRoute): void {
    this.routes.push(route);
    let node = this.#root;
    for (const part of route.path.split('/').filter(Boolean)) {
      node = part.startsWith('{')
        ? variableChild(node, part)
        : fixedChild(node, part);
    }
    node.template = route.path;
    node.routes.set(route.method, route);
  }
}

function fixedChild(node: TreeNode, part: string): TreeNode {
  const next = node.fixed.get(part) ?? makeNode();
  node.fixed.set(part, next);
  return next;
}

function variableChild(node: TreeNode, part: string): TreeNode {
  const name = part.slice(1, -1);
  // Volume ids contain slashes, so they take the rest of the path.
  node.variable ??= { name, isRest: name === 'volume', next: makeNode() };
  return node.variable.next;
}

function descend(
  start: TreeNode,
  parts: string[],
  values: Record<string, string>,
): TreeNode | undefined {
  let node = start;
  for (const [index, part] of parts.entries()) {
    const fixed = node.fixed.get(part);
    if (fixed) {
      node = fixed;
      continue;
    }
    if (!node.variable) return undefined;
    if (node.variable.isRest) {
      values[node.variable.name] = parts.slice(index).join('/');
      return node.variable.next;
    }
    values[node.variable.name] = part;
    node = node.variable.next;
  }
  return node;
}
