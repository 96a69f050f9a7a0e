import ts from 'typescript';

/** A key of `config.d.ts`, as a path below the root: `proxmox.clusters[].name`. */
export interface ConfigKey {
  path: string;
  /** The words of its comment, without tags. */
  description: string;
  visibility?: string;
  /** Whether it holds a value rather than further keys. */
  isLeaf: boolean;
}

/** Reads every key that a `config.d.ts` declares. */
export function readConfigKeys(source: string): ConfigKey[] {
  const file = ts.createSourceFile(
    'config.d.ts',
    source,
    ts.ScriptTarget.Latest,
    true,
  );
  const config = file.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === 'Config');
  return config ? readMembers(config.members, '') : [];
}

function readMembers(
  members: ts.NodeArray<ts.TypeElement>,
  parent: string,
): ConfigKey[] {
  return members.filter(ts.isPropertySignature).flatMap(member => {
    const nested = findNested(member.type);
    const path = `${parent}${member.name.getText()}`;
    const key: ConfigKey = {
      path,
      ...readComment(member),
      isLeaf: nested === undefined,
    };
    return nested
      ? [key, ...readMembers(nested.members, `${path}${nested.suffix}.`)]
      : [key];
  });
}

interface NestedKeys {
  members: ts.NodeArray<ts.TypeElement>;
  suffix: '' | '[]';
}

function findNested(type: ts.TypeNode | undefined): NestedKeys | undefined {
  if (!type) {
    return undefined;
  }
  if (ts.isTypeLiteralNode(type)) {
    return { members: type.members, suffix: '' };
  }
  const element = elementOf(type);
  return element && ts.isTypeLiteralNode(element)
    ? { members: element.members, suffix: '[]' }
    : undefined;
}

function elementOf(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isArrayTypeNode(type)) {
    return type.elementType;
  }
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array'
    ? type.typeArguments?.[0]
    : undefined;
}

function readComment(node: ts.Node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tags = comments.flatMap(({ tags: list }) => [...(list ?? [])]);
  return {
    description: comments
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
      .join(' ')
      .trim(),
    visibility: tags
      .filter(({ tagName }) => tagName.text === 'visibility')
      .map(({ comment }) => ts.getTextOfJSDocComment(comment))[0],
  };
}
