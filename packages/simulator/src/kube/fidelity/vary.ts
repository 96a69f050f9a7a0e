import { isObject } from '../../fidelity/json';
import { seededRandom } from '../../fidelity/random';
import type { Json } from '../../fidelity/types';
import { objectMetadata } from './History';
import type { KubeRecording } from './types';

/** Names that the server knows by itself, and short words that are values too. */
const fixedName = /^(kube-.*|system|default|.)$/;
/** Names that are wrong on purpose stay wrong as they are. */
const rightName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

function collect(value: Json | undefined, names: Set<string>): void {
  if (Array.isArray(value)) value.forEach(item => collect(item, names));
  if (!isObject(value)) return;
  const { name, namespace, generateName } = objectMetadata(value);
  // the server makes up the end of a generated name: no request has said it
  for (const word of generateName ? [namespace] : [name, namespace]) {
    const isOwn =
      typeof word === 'string' && rightName.test(word) && !fixedName.test(word);
    if (isOwn) names.add(word);
  }
  Object.values(value).forEach(member => collect(member, names));
}

/**
 * Where a name stands for an object: as a name or namespace, in a path, in a
 * field selector, and in answers also in the texts of messages and in the first
 * cell of a row. A quoted word of a request may be a value, and one that a colon
 * follows is a key.
 */
function placesOf(names: Set<string>, inAnswers: boolean): RegExp {
  const words = [...names].sort((a, b) => b.length - a.length).join('|');
  const quote = String.raw`\\*"`;
  const leads = [
    `${quote}(?:name|namespace|kubernetes\\.io/metadata\\.name)${quote}: ?${quote}`,
    '/(?!api)',
    'metadata\\.name%3D',
    '(?:name|namespace): ',
    ...(inAnswers
      ? [
          // not the managers of conflicts, nor fields
          String.raw`(?<!v:\\*|conflict with \\*|field \\*)\\"`,
          '"cells":\\["',
          // as Go prints an object: (namespace/name; version, Kind=…)
          '(?:new|patch|of the) object \\(',
          'on the URL \\(',
          '(?:in )?namespace ',
        ]
      : []),
  ];
  return new RegExp(
    `(${leads.join(
      '|',
    )})(${words})(?=${quote}(?!:(?! ))|[/?,;)&]|\\\\n| (?:is|because) )`,
    'g',
  );
}

/** The forged and the real tokens hold the name after which a list goes on. */
function renameToken(
  token: string,
  names: Set<string>,
  rename: (name: string) => string,
): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('{')) return token;
  const renamed = text.replace(
    /("start":"\/?)([^"\\]+)/,
    (_all, lead: string, key: string) =>
      lead +
      key
        .split('/')
        .map(word => (names.has(word) ? rename(word) : word))
        .join('/'),
  );
  return Buffer.from(renamed).toString('base64url');
}

/** Other values for what stands in the objects, the same in every place. */
function valuesOf(random: () => number): (text: string) => string {
  const upTo = (most: number) => Math.floor(random() * most);
  const letters = 'bcdfghjmpqrtvw';
  const word = `${letters[upTo(letters.length)]}${
    letters[upTo(letters.length)]
  }`;
  const address = `10.${30 + upTo(60)}.0.`;
  const node = `${word}ode${upTo(90)}`;
  const bridge = `vmbr${10 + upTo(80)}`;
  const template = String(9100 + upTo(800));
  const memory = String(8 * (520 + upTo(400)));
  return text =>
    text
      .replaceAll('10.20.0.', address)
      .replace(/\bpve1\b/g, node)
      .replace(/\bvmbr0\b/g, bridge)
      .replace(/\b9000\b/g, template)
      .replace(/\b4096\b/g, memory);
}

/**
 * Makes a variant: objects and namespaces get other names that sort as the
 * recorded ones do, and addresses, nodes, bridges, templates and memory other
 * values.
 */
export function varyRecordings(
  recordings: KubeRecording[],
  seed: number,
): KubeRecording[] {
  const random = seededRandom(seed);
  // after the first letter, and none after the `u` of kube-…: the order stays
  const letters = 'fghjmpqrt';
  const letter = () => letters[Math.floor(random() * letters.length)];
  const infix = `${letter()}${letter()}`;
  const rename = (name: string) => name[0] + infix + name.slice(1);
  const names = new Set<string>();
  for (const { request, answer } of recordings) {
    collect(request.body, names);
    collect(answer.body, names);
    (answer.stream ?? []).forEach(({ line }) => collect(line, names));
  }
  const ofAnswers = placesOf(names, true);
  const ofRequests = placesOf(names, false);
  const withValues = valuesOf(random);
  const vary = <T>(value: T, inAnswers: boolean): T => {
    const places = inAnswers ? ofAnswers : ofRequests;
    const text = JSON.stringify(value)
      .replace(
        places,
        (_all, before: string, name: string) => before + rename(name),
      )
      .replace(
        /(continue=|"continue":")([\w-]+)/g,
        (_all, before: string, token: string) =>
          before + renameToken(token, names, rename),
      );
    return JSON.parse(withValues(text)) as T;
  };
  return recordings.map(recording =>
    recording.family === 'discovery'
      ? recording
      : {
          ...recording,
          request: vary(recording.request, false),
          answer: vary(recording.answer, true),
        },
  );
}
