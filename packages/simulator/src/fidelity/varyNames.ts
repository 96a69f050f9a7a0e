import { isObject, objectOf, textOf } from './json';
import { decodeSegment, parsePairs } from './requestTarget';
import type { Json, JsonObject } from './types';

/** Names found in a set of recordings, by what they name. */
export interface FoundNames {
  nodes: Set<string>;
  vmids: Set<string>;
  /** Pools, storages, users, tokens, groups, snapshots, guest names … */
  labels: Set<string>;
  /** Wrong values that an error text quotes from the request. */
  wrongWords: Set<string>;
}

/** Words that mean something to the API and are never somebody's name. */
const reserved = new Set(
  (
    'local root pam pve current test vm lxc qemu ct node nodes storage pool images iso ' +
    'backup vztmpl snippets import rootdir dir nfs cifs pbs esxi lvm lvmthin zfs zfspool rbd ' +
    'btrfs cephfs iscsi iscsidirect none all user users token tokens group groups virtio scsi0 net0 ' +
    'get post put delete patch options head path permission status localnetwork config userid json ' +
    'version memory target name description name0 running stopped'
  ).split(' '),
);

const builtInRole = /^(PVE[A-Z]\w*|Administrator|NoAccess)$/;

const pathRules: [RegExp, keyof FoundNames][] = [
  [/\/nodes\/([^/?]+)/, 'nodes'],
  [/\/(?:qemu|lxc)\/(\d{3,})/, 'vmids'],
  [/\/storage\/([^/?]+)/, 'labels'],
  [/\/pools\/([^/?]+)/, 'labels'],
  [/\/access\/users\/([^/?@]+)@/, 'labels'],
  [/\/token\/([^/?]+)/, 'labels'],
  [/\/access\/groups\/([^/?]+)/, 'labels'],
  [/\/snapshot\/([^/?]+)/, 'labels'],
  [/\/ha\/rules\/([^/?]+)/, 'labels'],
  [/\/sdn\/(?:zones|vnets|fabrics\/(?:node|fabric))\/([^/?]+)/, 'labels'],
];

const paramRules: Record<string, keyof FoundNames> = {
  target: 'nodes',
  vmid: 'vmids',
  vms: 'vmids',
  newid: 'vmids',
  poolid: 'labels',
  pool: 'labels',
  groupid: 'labels',
  snapname: 'labels',
  name: 'labels',
  hostname: 'labels',
  rule: 'labels',
};

const rowRules: Record<string, keyof FoundNames> = {
  node: 'nodes',
  vmid: 'vmids',
  storage: 'labels',
  poolid: 'labels',
  pool: 'labels',
  groupid: 'labels',
  tokenid: 'labels',
};

function add(found: FoundNames, kind: keyof FoundNames, value?: string): void {
  if (!value) return;
  if (kind === 'vmids') {
    if (/^[1-9]\d{2,8}$/.test(value)) found.vmids.add(value);
    return;
  }
  const usable = /^[A-Za-z][A-Za-z0-9-]{1,38}$/.test(value);
  const taken = reserved.has(value.toLowerCase()) || builtInRole.test(value);
  if (kind === 'nodes' && /^[A-Za-z][A-Za-z0-9-]*$/.test(value))
    found.nodes.add(value);
  else if (kind !== 'nodes' && usable && !taken) found[kind].add(value);
}

function fromRows(found: FoundNames, value: Json): void {
  if (Array.isArray(value)) value.forEach(item => fromRows(found, item));
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (rowRules[key]) add(found, rowRules[key], textOf(member));
    fromRows(found, member);
  }
}

function paramsOf(entry: JsonObject, path: string): [string, string][] {
  const body = textOf(entry.requestBody) ?? '';
  const form = isObject(entry.form)
    ? Object.entries(entry.form).map(([k, v]): [string, string] => [
        k,
        textOf(v) ?? '',
      ])
    : parsePairs(textOf(entry.form) ?? '');
  const query = isObject(entry.query)
    ? Object.entries(entry.query).map(([k, v]): [string, string] => [
        k,
        textOf(v) ?? '',
      ])
    : parsePairs(textOf(entry.query) ?? '');
  const sent = /^[\w-]+=/.test(body) ? parsePairs(body) : [];
  return [...parsePairs(path.split('?')[1] ?? ''), ...query, ...form, ...sent];
}

function fromParams(found: FoundNames, pairs: [string, string][]): void {
  for (const [key, value] of pairs) {
    if (paramRules[key]) {
      for (const part of value.split(',')) add(found, paramRules[key], part);
    }
    if (key === 'userid' || key === 'users')
      add(found, 'labels', value.split('@')[0]);
    if (key === 'storage') add(found, 'labels', value);
  }
}

/** Words that an error quotes and that the request had sent as a value. */
function fromErrors(found: FoundNames, entry: JsonObject, path: string): void {
  const body = objectOf(entry.body);
  const sent = decodeSegment(`${path} ${textOf(entry.requestBody) ?? ''}`);
  for (const text of Object.values(objectOf(body.errors))) {
    const quoted = (textOf(text) ?? '').matchAll(/'([A-Za-z]\w{3,20})'/g);
    for (const [, word] of quoted) {
      const isValue = new RegExp(`[=/:]${word}\\b(?!=)`).test(sent);
      if (isValue && !reserved.has(word)) found.wrongWords.add(word);
    }
  }
}

/** Wrong words that some request uses as a parameter's name stay as they are. */
function withoutParameterNames(
  words: Set<string>,
  entries: JsonObject[],
): Set<string> {
  const names = new Set(
    entries.flatMap(entry =>
      paramsOf(entry, decodeSegment(textOf(entry.path) ?? '')).map(
        ([name]) => name,
      ),
    ),
  );
  return new Set([...words].filter(word => !names.has(word)));
}

/** Finds the names in raw entries of recordings. */
export function findNames(entries: JsonObject[]): FoundNames {
  const found: FoundNames = {
    nodes: new Set(),
    vmids: new Set(),
    labels: new Set(),
    wrongWords: new Set(),
  };
  for (const entry of entries) {
    const path = decodeSegment(textOf(entry.path) ?? '');
    for (const [pattern, kind] of pathRules) {
      add(found, kind, pattern.exec(path)?.[1]);
    }
    fromParams(found, paramsOf(entry, path));
    fromRows(found, entry.body ?? entry.data ?? entry);
    fromErrors(found, entry, path);
  }
  for (const node of found.nodes) found.labels.delete(node);
  found.wrongWords = withoutParameterNames(found.wrongWords, entries);
  return found;
}
