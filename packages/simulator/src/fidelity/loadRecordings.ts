import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, objectsOf, parseJson } from './json';
import { normaliseExact } from './normaliseExact';
import { normaliseWire, WirePlace } from './normaliseWire';
import type { Json, JsonObject, Recording, RecordingSet } from './types';
import { varyEntries } from './vary';

/** What is known of a whole set. */
const sets: Record<
  RecordingSet,
  { handWritten: boolean; version: (file: string) => number; ordered: boolean }
> = {
  'pve-9.1-code': { handWritten: false, version: () => 9, ordered: false },
  'proxmox-go-sdk': { handWritten: false, version: () => 9, ordered: true },
  'fog-proxmox': { handWritten: false, version: () => 6, ordered: false },
  'go-proxmox': {
    handWritten: true,
    version: file => Number(/pve(\d)/.exec(file)?.[1] ?? 8),
    ordered: false,
  },
  pulse: {
    handWritten: false,
    version: file => Number(/pve(\d)/.exec(file)?.[1] ?? 9),
    ordered: false,
  },
  datadog: { handWritten: false, version: () => 8, ordered: false },
  ansible: { handWritten: false, version: () => 6, ordered: false },
};

function isSet(name: string): name is RecordingSet {
  return name in sets;
}

/** Files that hold one bare answer say in their name what was asked. */
const bareAnswers: [RegExp, string][] = [
  [/cluster-resources/, '/cluster/resources'],
  [/cluster-metrics-export/, '/cluster/metrics/export'],
  [/node_rrddata/, '/nodes/pve1/rrddata?timeframe=hour'],
  [/lxc_rrddata/, '/nodes/pve1/lxc/101/rrddata?timeframe=hour'],
  [/(guest|qemu)_rrddata/, '/nodes/pve1/qemu/100/rrddata?timeframe=hour'],
];

function entriesOf(file: string, content: Json): JsonObject[] {
  if (Array.isArray(content)) return objectsOf(content);
  const asked = bareAnswers.find(([name]) => name.test(file));
  if (!asked) {
    throw new Error(
      `${file} holds one bare answer and its name says not which call it answers; add the call to bareAnswers`,
    );
  }
  return [{ method: 'GET', path: asked[1], status: 200, body: content }];
}

/** One file of a set: its entries in the form that the normalisers read. */
interface RecordedFile {
  set: RecordingSet;
  file: string;
  entries: JsonObject[];
}

/**
 * Reads the text of one file of recordings.
 *
 * @throws Error when the file is no JSON or has a form that no set has.
 */
export function readFile(
  set: RecordingSet,
  file: string,
  text: string,
): RecordedFile {
  const content = parseJson(text);
  if (
    content === undefined ||
    (!Array.isArray(content) && !isObject(content))
  ) {
    throw new Error(`${set}/${file} holds no JSON list or object`);
  }
  return { set, file, entries: entriesOf(file, content) };
}

/** Brings the entries of one file into the common form. */
export function normaliseFile({
  set,
  file,
  entries,
}: RecordedFile): Recording[] {
  const { handWritten, version, ordered } = sets[set];
  return entries.map((entry, index) => {
    const id = `${set}/${file}#${index}`;
    if (set === 'pve-9.1-code')
      return normaliseExact(entry, { id, file, index });
    const place: WirePlace = {
      id,
      set,
      file,
      index,
      session: ordered ? `${set}/${file}` : id,
      majorVersion: version(file),
      handWritten,
    };
    return normaliseWire(entry, place);
  });
}

/** Varies a whole set at once: its files speak of the same things. */
function varyFiles(files: RecordedFile[], seed: number): RecordedFile[] {
  const varied = varyEntries(
    files.flatMap(({ entries }) => entries),
    seed,
  );
  return files.map(file => ({
    ...file,
    entries: varied.splice(0, file.entries.length),
  }));
}

function readSet(folder: string, set: string): RecordedFile[] {
  if (!isSet(set)) {
    throw new Error(
      `${join(
        folder,
        set,
      )} is a set of recordings that nothing here can read; write a normaliser for it`,
    );
  }
  return readdirSync(join(folder, set))
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file =>
      readFile(set, file, readFileSync(join(folder, set, file), 'utf8')),
    );
}

/**
 * Reads every recording below a folder that has one sub-folder per set, or a
 * variant of them when a seed is given.
 *
 * @throws Error when the folder is missing, holds an unknown set or none.
 */
export function loadRecordings(folder: string, seed?: number): Recording[] {
  const recordings = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
    .flatMap(set => {
      const files = readSet(folder, set);
      return seed === undefined ? files : varyFiles(files, seed);
    })
    .flatMap(normaliseFile);
  if (recordings.length === 0) {
    throw new Error(`${folder} holds no recordings`);
  }
  return recordings;
}
