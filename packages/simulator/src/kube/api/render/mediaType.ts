import { protobufType } from '../protobuf/readEnvelope';
import { notAcceptable } from '../StatusError';

/** How an object is shown. */
export interface Rendering {
  encoding: 'json' | 'yaml';
  /** As it is, as a table, or its metadata only. */
  shape: 'whole' | 'table' | 'metadata';
}

function readRange(text: string): {
  type: string;
  parameters: Map<string, string>;
} {
  const [type, ...rest] = text.split(';').map(part => part.trim());
  const parameters = new Map(
    rest.map(part => {
      const [name, value = ''] = part.split('=');
      return [name.trim(), value.trim()];
    }),
  );
  return { type: type.toLowerCase(), parameters };
}

function shapeOf(
  parameters: Map<string, string>,
): Rendering['shape'] | undefined {
  const as = parameters.get('as');
  if (as === undefined) return 'whole';
  const isMeta =
    (parameters.get('g') ?? 'meta.k8s.io') === 'meta.k8s.io' &&
    ['v1', 'v1beta1'].includes(parameters.get('v') ?? '');
  if (!isMeta) return undefined;
  if (as === 'Table') return 'table';
  return /^PartialObjectMetadata(List)?$/.test(as) ? 'metadata' : undefined;
}

const encodings: Record<string, Rendering['encoding']> = {
  'application/json': 'json',
  'application/yaml': 'yaml',
  'application/*': 'json',
  '*/*': 'json',
};

/** Chooses how to answer from an Accept header; throws a 406. */
export function negotiate(accept: string | undefined): Rendering {
  if (!accept) return { encoding: 'json', shape: 'whole' };
  for (const part of accept.split(',')) {
    const { type, parameters } = readRange(part);
    const encoding = encodings[type];
    const shape = shapeOf(parameters);
    if (encoding && shape) return { encoding, shape };
  }
  throw notAcceptable();
}

/** Whether a client would rather have protobuf, where both are to be had. */
export function prefersProtobuf(accept = ''): boolean {
  const known = accept
    .split(',')
    .map(part => readRange(part).type)
    .find(type => type in encodings || type === protobufType);
  return known === protobufType;
}
