import { parse } from 'yaml';
import { isObject, parseJson } from '../../fidelity/json';
import type { Json, JsonObject, WireAnswer } from '../../fidelity/types';
import type { Correspondence } from './Correspondence';
import { uidPattern } from './Correspondence';
import {
  customGroup,
  isIndex,
  isProseOrCut,
  openApiHashes,
  withHashes,
} from './openApi';
import type { KubeRecording } from './types';

/** Headers that mean something to a client. */
const comparedHeaders = [
  'content-type',
  'content-encoding',
  'warning',
  'retry-after',
  'allow',
  'vary',
  'location',
  'x-content-type-options',
];

/** Seconds by which the end of a stopped server may be off. */
const endTolerance = 3;
const momentPattern = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const agePattern = /^(\d+[smhd])+$/;
/** Revisions that error texts name. */
const revisionTexts =
  /(too old resource version: \d+ \(|current: |in record \(|UID in record: )\d+/gi;

/** A secret that the recorder took out; those of several parts keep their dots. */
const redacted = /^REDACTED(\.REDACTED)*$/;

/** Keys of a time or a token: present on both sides, whatever they say. */
const volatileKeys = new Set([
  'continue',
  'serverAddress',
  'serverAddressByClientCIDRs',
  'gitCommit',
  'buildDate',
  'goVersion',
]);

function isDiscovery(path: string): boolean {
  return /^body\.(groups|paths|resources)$|^body\.items.*\.resources$/.test(
    path,
  );
}

/** What an entry of discovery is about. */
function nameOf(item: Json): string {
  if (!isObject(item)) return String(item);
  const metadata = isObject(item.metadata) ? item.metadata.name : undefined;
  return String(item.name ?? item.resource ?? metadata ?? '');
}

function isBookmark(line: Json | undefined): boolean {
  return isObject(line) && line.type === 'BOOKMARK';
}

/** One bookmark in place of several in a row: one or two come at the end. */
function withoutRepeats(lines: Json[]): Json[] {
  return lines.filter(
    (line, index) => !isBookmark(line) || !isBookmark(lines[index - 1]),
  );
}

/** Compares one answer with its recording, and learns which ids correspond. */
export class KubeComparison {
  readonly differences: string[] = [];
  readonly #generated: string | undefined;

  constructor(
    private readonly recording: KubeRecording,
    private readonly ids: Correspondence,
  ) {
    const { body } = recording.request;
    const metadata = isObject(body) ? body.metadata : undefined;
    const prefix = isObject(metadata) ? metadata.generateName : undefined;
    this.#generated = typeof prefix === 'string' ? prefix : undefined;
  }

  answer(given: WireAnswer): void {
    const { status } = this.recording.answer;
    if (given.status !== status) {
      this.#say('status', String(status), `${given.status} ${given.text}`);
      return;
    }
    this.#headers(given);
    this.#body(given);
  }

  /** The lines of a watch, in order. */
  lines(recorded: Json[], given: WireAnswer): void {
    const lines = given.text
      .split('\n')
      .filter(line => line !== '')
      .map(line => parseJson(line) ?? line);
    if (given.status !== this.recording.answer.status) {
      this.#say('status', String(this.recording.answer.status), given.text);
      return;
    }
    this.#headers(given);
    const [first] = recorded;
    if (typeof first === 'string') {
      if (first !== given.text) this.#say('stream', first, given.text);
      return;
    }
    this.#value(withoutRepeats(recorded), withoutRepeats(lines), 'stream');
  }

  /** When a watch ended whose server went down: long before its own time. */
  end(seconds: number): void {
    const { endedAtSeconds = 0 } = this.recording.answer;
    if (Math.abs(seconds - endedAtSeconds) > endTolerance) {
      this.#say('end', `${endedAtSeconds} s`, `${seconds} s`);
    }
  }

  #headers(given: WireAnswer): void {
    const { headers } = this.recording.answer;
    const recorded = (name: string) =>
      headers
        .filter(([key]) => key.toLowerCase() === name)
        .map(([, value]) => value)
        .join(', ');
    for (const name of comparedHeaders) {
      const expected = withHashes(recorded(name), this.ids);
      const found = given.headers[name] ?? '';
      if (this.#mask(expected) !== this.#mask(found)) {
        this.#say(`header ${name}`, expected, found);
      }
    }
    if (recorded('etag') && given.headers.etag) {
      this.ids.pairText(recorded('etag'), given.headers.etag);
    } else if (recorded('etag') || given.headers.etag) {
      this.#say('header etag', recorded('etag'), given.headers.etag ?? '');
    }
  }

  #body(given: WireAnswer): void {
    const { body, bodyText, bodyTrimmed } = this.recording.answer;
    const expected = body ?? bodyText;
    if (expected === undefined || expected === null) {
      if (given.text !== '') this.#say('body', '', given.text);
    } else if (typeof expected === 'string') {
      this.#text(expected, given);
    } else {
      const found = parseJson(given.text);
      if (found === undefined) {
        this.#say('body', JSON.stringify(expected), given.text);
      } else if (bodyTrimmed) {
        this.#trimmed(expected, found, 'body');
      } else {
        this.#value(expected, found, 'body');
      }
    }
  }

  #text(expected: string, given: WireAnswer): void {
    if (isIndex(this.recording.request.path)) {
      this.#index(expected, given.text);
    } else if (given.headers['content-type'] === 'application/yaml') {
      this.#value(parse(expected) as Json, parse(given.text) as Json, 'body');
    } else if (this.#mask(expected) !== this.#mask(given.text)) {
      this.#say('body', expected, given.text);
    }
  }

  /** Which OpenAPI documents there are; learns which hash stands for which. */
  #index(expected: string, given: string): void {
    const recorded = openApiHashes(expected);
    const simulated = openApiHashes(given);
    for (const [name, hash] of recorded) {
      const found = simulated.get(name);
      if (found !== undefined) this.ids.pairText(`"${hash}"`, `"${found}"`);
      else if (customGroup.test(name)) this.#say(`paths.${name}`, hash, '');
    }
  }

  /** A body that the recorder cut: what is left of it must be there. */
  #trimmed(recorded: Json, simulated: Json, path: string): void {
    // the recorder's word for a part that it left out whole
    if (recorded === 'cut' && simulated !== null) return;
    const isServed = /^body\.items(\..*\.resources)?$/.test(path);
    if (Array.isArray(recorded) && Array.isArray(simulated)) {
      if (isServed) this.#cut(recorded, simulated, path);
      else
        recorded.forEach((item, index) =>
          this.#among(item, simulated, `${path}[${index}]`),
        );
    } else if (isObject(recorded) && isObject(simulated)) {
      for (const [key, value] of Object.entries(recorded)) {
        const isProse = this.#isOpenApi() && isProseOrCut(key, value);
        if (isProse) continue;
        this.#trimmed(value, simulated[key] ?? null, `${path}.${key}`);
      }
    } else {
      this.#value(recorded, simulated, path);
    }
  }

  /** One of several must be what is left of an item. */
  #among(item: Json, candidates: Json[], path: string): void {
    const before = this.differences.length;
    const found = candidates.some(candidate => {
      this.differences.length = before;
      this.#trimmed(item, candidate, path);
      return this.differences.length === before;
    });
    this.differences.length = before;
    if (!found) this.#say(path, JSON.stringify(item), '');
  }

  #cut(recorded: Json[], simulated: Json[], path: string): void {
    const byName = new Map(simulated.map(item => [nameOf(item), item]));
    for (const item of recorded) {
      const name = nameOf(item);
      const found = byName.get(name);
      if (found !== undefined) this.#trimmed(item, found, `${path}.${name}`);
      else if (customGroup.test(name)) {
        this.#say(`${path}.${name}`, JSON.stringify(item), '');
      }
    }
  }

  #value(recorded: Json, simulated: Json, path: string): void {
    if (Array.isArray(recorded) && Array.isArray(simulated)) {
      if (isDiscovery(path)) {
        this.#named(recorded, simulated, path);
        return;
      }
      if (recorded.length !== simulated.length) {
        this.#say(
          `${path} length ${recorded.length}/${simulated.length}`,
          JSON.stringify(recorded),
          JSON.stringify(simulated),
        );
        return;
      }
      recorded.forEach((item, index) =>
        this.#value(item, simulated[index], `${path}[${index}]`),
      );
    } else if (isObject(recorded) && isObject(simulated)) {
      this.#members(recorded, simulated, path);
    } else if (!this.#sameScalar(recorded, simulated)) {
      this.#say(path, JSON.stringify(recorded), JSON.stringify(simulated));
    }
  }

  /**
   * Lists of what is served: in any order, without the built-in kinds that the
   * simulator does not have.
   */
  #named(recorded: Json[], simulated: Json[], path: string): void {
    const byName = new Map(simulated.map(item => [nameOf(item), item]));
    for (const item of recorded) {
      const name = nameOf(item);
      const found = byName.get(name);
      if (found !== undefined) this.#value(item, found, `${path}.${name}`);
      else if (customGroup.test(this.recording.request.path + name)) {
        this.#say(`${path}.${name}`, JSON.stringify(item), '');
      }
    }
  }

  #members(sent: JsonObject, simulated: JsonObject, path: string): void {
    // managedFields name owners by uid in their keys
    const recorded = Object.fromEntries(
      Object.entries(sent).map(([key, value]) => [
        key.startsWith('k:') ? this.ids.translate(key) : key,
        value,
      ]),
    );
    const keys = new Set([...Object.keys(recorded), ...Object.keys(simulated)]);
    for (const key of keys) {
      if (!(key in simulated) || !(key in recorded)) {
        this.#say(
          `${path}.${key}`,
          JSON.stringify(recorded[key]),
          JSON.stringify(simulated[key]),
        );
      } else if (key === 'description' && /columnDefinitions/.test(path)) {
        continue; // prose about a column
      } else if (!this.#isVolatile(key, recorded[key], simulated[key])) {
        this.#pair(key, [recorded[key], simulated[key]], path);
      }
    }
  }

  #isVolatile(key: string, recorded: Json, simulated: Json): boolean {
    if (!volatileKeys.has(key)) return false;
    // an empty token is no token: that says something
    return typeof recorded === 'string' && typeof simulated === 'string'
      ? (recorded === '') === (simulated === '')
      : true;
  }

  #pair(key: string, [recorded, simulated]: [Json, Json], path: string): void {
    const areTexts =
      typeof recorded === 'string' && typeof simulated === 'string';
    if (key === 'uid' && areTexts) {
      if (recorded === simulated) return;
      if (!this.ids.pairUid(recorded, simulated)) {
        this.#say(`${path}.uid is another object`, recorded, simulated);
      }
    } else if (key === 'resourceVersion' && areTexts) {
      this.#revision(recorded, simulated, path);
    } else {
      this.#value(recorded, simulated, `${path}.${key}`);
    }
  }

  #isOpenApi(): boolean {
    return this.recording.request.path.startsWith('/openapi/');
  }

  /** The revision of an object corresponds; that of a list is only a number. */
  #revision(recorded: string, simulated: string, path: string): void {
    const isOfList = /^body\.metadata$/.test(path) && this.#isList();
    const isLoose = /^stream/.test(path) || isOfList;
    if (!/^\d*$/.test(simulated) || (recorded === '') !== (simulated === '')) {
      this.#say(`${path}.resourceVersion`, recorded, simulated);
    } else if (!isLoose && recorded !== '') {
      if (!this.ids.pairRevision(Number(recorded), Number(simulated))) {
        this.#say(
          `${path}.resourceVersion (${recorded} was ${this.ids.revision(
            Number(recorded),
          )} before)`,
          recorded,
          simulated,
        );
      }
    }
  }

  #isList(): boolean {
    const { body } = this.recording.answer;
    return (
      isObject(body) &&
      (/List$|^Table$/.test(String(body.kind)) || Array.isArray(body.items))
    );
  }

  #sameScalar(recorded: Json, simulated: Json): boolean {
    if (typeof recorded !== 'string' || typeof simulated !== 'string') {
      return recorded === simulated;
    }
    if (redacted.test(recorded)) {
      return recorded.split('.').length <= simulated.split('.').length;
    }
    if (agePattern.test(recorded) && agePattern.test(simulated)) return true;
    if (
      this.#generated !== undefined &&
      recorded.startsWith(this.#generated) &&
      simulated.startsWith(this.#generated)
    ) {
      this.ids.pairName(recorded, simulated);
      return recorded.length === simulated.length;
    }
    return (
      this.#mask(this.#withRevisions(this.ids.translate(recorded))) ===
      this.#mask(simulated)
    );
  }

  /** A message that quotes a whole object: with the revision of this server. */
  #withRevisions(text: string): string {
    return text.replace(
      /("resourceVersion\\?":\\?")(\d+)/g,
      (_all, lead: string, revision: string) =>
        lead + this.ids.revision(Number(revision)),
    );
  }

  /** A text without what is different in each run. */
  #mask(text: string): string {
    return text
      .replace(uidPattern, 'UID')
      .replace(momentPattern, 'MOMENT')
      .replace(/resourceVersion: "\d+"/g, 'resourceVersion: "N"')
      .replace(/127\.0\.0\.1:\d+/g, 'SERVER')
      .replace(revisionTexts, (_all, lead: string) => `${lead}N`);
  }

  #say(place: string, recorded: string, simulated: string): void {
    this.differences.push(
      `${place}: simulated ${simulated || 'nothing'} / recorded ${
        recorded || 'nothing'
      }`,
    );
  }
}
