import { kindTable } from '../../object/kindTable';
import { KindRegistry } from '../KindRegistry';
import { ResourceStore } from './ResourceStore';

const kinds = new KindRegistry(kindTable('tenant').kinds);
const found = kinds.findResource('', 'v1', 'configmaps');
if (!found) throw new Error('no configmaps');
const { definition } = found;

function configMap(name: string, value = '1', namespace = 'demo') {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data: { value },
  };
}

describe('ResourceStore', () => {
  const names = (store: ResourceStore, revision: number, namespace?: string) =>
    store
      .listAt(definition, namespace, revision)
      .map(({ metadata }) => metadata.name);

  it('counts one revision per write and lists by key', () => {
    const store = new ResourceStore();
    const start = store.revision;
    store.put(definition, configMap('b'));
    store.put(definition, configMap('a'));
    store.put(definition, configMap('c', '1', 'another'));
    expect(store.revision).toBe(start + 3);
    const all = store.list(definition).map(({ metadata }) => metadata.name);
    expect(all).toEqual(['c', 'a', 'b']);
    expect(store.list(definition, 'demo')).toHaveLength(2);
  });

  it('remembers every state of the past', () => {
    const store = new ResourceStore();
    const first = store.put(definition, configMap('a', 'old'));
    const one = store.revision;
    store.put(definition, configMap('a', 'new'));
    store.put(definition, configMap('b'));
    const two = store.revision;
    store.remove(definition, configMap('a', 'new'));
    expect(names(store, one)).toEqual(['a']);
    expect(store.listAt(definition, 'demo', one)).toEqual([first]);
    expect(names(store, two)).toEqual(['a', 'b']);
    expect(names(store, store.revision)).toEqual(['b']);
    expect(names(store, two, 'another')).toEqual([]);
    const types = store.changesSince(definition, one).map(({ type }) => type);
    expect(types).toEqual(['MODIFIED', 'ADDED', 'DELETED']);
  });

  it('never changes what it has handed out', () => {
    const store = new ResourceStore();
    const first = store.put(definition, configMap('a', 'old'));
    const copy = JSON.stringify(first);
    store.put(definition, configMap('a', 'new'));
    expect(JSON.stringify(first)).toBe(copy);
  });

  it('tells listeners of each write in order, until they leave', () => {
    const store = new ResourceStore();
    const heard: string[] = [];
    const stop = store.subscribe(({ type, object, previous }) => {
      heard.push(`${type} ${object.metadata.name} ${previous !== undefined}`);
    });
    store.put(definition, configMap('a'));
    store.put(definition, configMap('a', '2'));
    store.remove(definition, configMap('a', '2'));
    stop();
    store.put(definition, configMap('b'));
    expect(heard).toEqual([
      'ADDED a false',
      'MODIFIED a true',
      'DELETED a true',
    ]);
  });

  it('forgets when it is told to, and when there is too much', () => {
    const store = new ResourceStore();
    store.put(definition, configMap('a'));
    store.compact();
    expect(store.oldestRevision(definition)).toBe(store.revision);
    expect(store.changesSince(definition, 0)).toEqual([]);
    for (let i = 0; i <= 5000; i += 1) {
      store.put(definition, configMap('a', String(i)));
    }
    const kept = store.changesSince(definition, 0);
    expect(kept).toHaveLength(2501);
    expect(kept[0].revision).toBe(store.oldestRevision(definition) + 1);
  });
});
