import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** A folder may hold a variant of a set: `pulse`, `pulse-renamed`. */
function setNamed(folder: string): RecordingSet | undefined {
  const names = Object.keys(sets) as RecordingSet[];
  return names.find(name => folder === name || folder.startsWith(`${name}-`));
}

/** Which set an entry looks like, for folders of another name. */
const signs: [key: string, set: RecordingSet][] = [
  ['statusLine', 'pve-9.1-code'],
  ['cassette', 'fog-proxmox'],
  ['ms', 'proxmox-go-sdk'],
  ['file', 'go-proxmox'],
  ['data', 'ansible'],
];

function setOf(folder: string, entries: JsonObject[]): RecordingSet {
  const sign = signs.find(([key]) => entries.some(entry => key in entry));
  const set = setNamed(folder) ?? sign?.[1];
  if (!set) {
    throw new Error(
      `${folder} is a set of recordings that nothing here can read; write a normaliser for it`,
    );
  }
  return set;
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
  folder: string,
  file: string,
  text: string,
): RecordedFile {
  const content = parseJson(text);
  if (
    content === undefined ||
    (!Array.isArray(content) && !isObject(content))
  ) {
    throw new Error(`${folder}/${file} holds no JSON list or object`);
  }
  const entries = entriesOf(file, content);
  return { set: setOf(folder, entries), file, entries };
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

function readFolder(folder: string): RecordedFile[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file =>
      readFile(
        basename(folder),
        file,
        readFileSync(join(folder, file), 'utf8'),
      ),
    );
}

/**
 * Reads every recording in a folder and its sub-folders (one per set), or a
 * variant of them when a seed is given.
 *
 * @throws Error when the folder is missing, holds an unknown set or none.
 */
export function loadRecordings(folder: string, seed?: number): Recording[] {
  const subfolders = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(folder, entry.name))
    .sort();
  const recordings = [folder, ...subfolders]
    .flatMap(place => {
      const files = readFolder(place);
      return seed === undefined ? files : varyFiles(files, seed);
    })
    .flatMap(normaliseFile);
  if (recordings.length === 0) {
    throw new Error(`${folder} holds no recordings`);
  }
  return recordings;
}
