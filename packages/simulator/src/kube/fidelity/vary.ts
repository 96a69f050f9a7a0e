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
  const { name, namespace } = objectMetadata(value);
  for (const word of [name, namespace]) {
    const isOwn =
      typeof word === 'string' && rightName.test(word) && !fixedName.test(word);
    if (isOwn) names.add(word);
  }
  Object.values(value).forEach(member => collect(member, names));
}

/**
 * Where a name stands for an object: as a name or namespace, in a path, quoted
 * in a message, in the first cell of a row, in a field selector.
 */
function placesOf(names: Set<string>, inAnswers: boolean): RegExp {
  const words = [...names].sort((a, b) => b.length - a.length).join('|');
  const quote = String.raw`\\*"`;
  // a quoted word of a request may be a value
  const quoted = inAnswers ? String.raw`(?<!v:\\*)\\"|"cells":\["|` : '';
  return new RegExp(
    `(${quote}(?:name|namespace|kubernetes\\.io/metadata\\.name)${quote}: ?${quote}|${quoted}/(?!api)|metadata\\.name%3D|(?:name|namespace): )(${words})(?=${quote}|[/?]|\\\\n)`,
    'g',
  );
}

/** The forged and the real tokens hold the name after which a list goes on. */
function renameToken(token: string, lead: string): string {
  try {
    const text = Buffer.from(token, 'base64url').toString('utf8');
    if (!text.startsWith('{')) return token;
    const renamed = text.replace(/("start":"\/?)([a-z]+-\d)/, `$1${lead}$2`);
    return Buffer.from(renamed).toString('base64url');
  } catch {
    return token;
  }
}

/**
 * Makes a variant: objects and namespaces get other names that sort as the
 * recorded ones do, and addresses, nodes and bridges other values.
 */
export function varyRecordings(
  recordings: KubeRecording[],
  seed: number,
): KubeRecording[] {
  const random = seededRandom(seed);
  const letters = 'bcdfghjmpqrtvw';
  const letter = () => letters[Math.floor(random() * letters.length)];
  const lead = `${letter()}${letter()}`;
  const address = `10.${30 + Math.floor(random() * 60)}.0.`;
  const node = `${letter()}${letter()}ode${Math.floor(random() * 90)}`;
  const names = new Set<string>();
  for (const { request, answer } of recordings) {
    collect(request.body, names);
    collect(answer.body, names);
    (answer.stream ?? []).forEach(({ line }) => collect(line, names));
  }
  const ofAnswers = placesOf(names, true);
  const ofRequests = placesOf(names, false);
  const vary = <T>(value: T, inAnswers: boolean): T => {
    const places = inAnswers ? ofAnswers : ofRequests;
    const text = JSON.stringify(value)
      .replace(places, (_all, before: string, name: string) => {
        return before + lead + name;
      })
      .replace(
        /(continue=|"continue":")([\w-]+)/g,
        (_all, before: string, token: string) =>
          before + renameToken(token, lead),
      )
      .replaceAll('10.20.0.', address)
      .replace(/\bpve1\b/g, node);
    return JSON.parse(text) as T;
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
