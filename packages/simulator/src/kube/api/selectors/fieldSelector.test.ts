import { kindTable } from '../../object/kindTable';
import type { KubeObject } from '../../object/types';
import { KindRegistry } from '../KindRegistry';
import { parseFieldSelector } from './fieldSelector';

const kinds = new KindRegistry(kindTable('latest').kinds);

function served(apiVersion: string, kind: string) {
  const found = kinds.findKind(apiVersion, kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe('parseFieldSelector', () => {
  const event: KubeObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'e', namespace: 'demo' },
    involvedObject: { kind: 'Machine', name: 'acme-1' },
    source: { component: 'capmox' },
    reason: 'Cloned',
  };

  it.each([
    ['metadata.name=e', true],
    ['metadata.name!=e', false],
    ['involvedObject.kind=Machine,involvedObject.name=acme-1', true],
    ['involvedObject.uid=', true],
    ['source=capmox,reason==Cloned', true],
    ['metadata.namespace=other', false],
  ])('%s: %s', (text, expected) => {
    const selector = parseFieldSelector(text, served('v1', 'Event'));
    expect(selector.matches(event)).toBe(expected);
  });

  it('names the object that it pins', () => {
    const kind = served('v1', 'Event');
    expect(parseFieldSelector('metadata.name=e', kind).name).toBe('e');
    expect(parseFieldSelector('metadata.name!=e', kind).name).toBeUndefined();
  });

  it('refuses fields that cannot be selected by, each kind in its words', () => {
    const cluster = served('cluster.x-k8s.io/v1beta2', 'Cluster');
    expect(() => parseFieldSelector('spec.paused=true', cluster)).toThrow(
      'field label not supported: spec.paused',
    );
    expect(() =>
      parseFieldSelector('data.a=1', served('v1', 'ConfigMap')),
    ).toThrow('"data.a" is not a known field selector: only "metadata.name"');
    expect(() => parseFieldSelector('nonsense', cluster)).toThrow(
      'invalid field selector',
    );
  });
});
