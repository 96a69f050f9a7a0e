import { widget, widgetKind } from '../__testUtils__/kinds';
import { kindTable } from '../kindTable';
import type { KubeObject, ManagedFieldsEntry, ServedKind } from '../types';
import { keepUnchangedTimes } from './keepUnchangedTimes';
import { trackUpdate } from './trackUpdate';

const kind = widgetKind({
  color: { type: 'string' },
  replicas: { type: 'integer' },
});
const time = '2026-01-01T00:00:00Z';
const later = '2026-01-01T00:01:00Z';

interface Writing {
  live?: KubeObject;
  name?: string;
  subresource?: string;
  at?: string;
}

function write(updated: KubeObject, writing: Writing = {}): KubeObject {
  const { live, name = 'us', subresource, at = time } = writing;
  const manager = { name, subresource, time: at };
  const managedFields = trackUpdate({ kind, live, updated, manager });
  return { ...updated, metadata: { ...updated.metadata, managedFields } };
}

const entriesOf = (object: KubeObject): ManagedFieldsEntry[] =>
  object.metadata.managedFields ?? [];

describe('trackUpdate', () => {
  it('moves a field to whoever changes it', () => {
    const created = write(widget({ color: 'red', replicas: 1 }));
    const changed = write(
      { ...created, spec: { color: 'blue', replicas: 1 } },
      { live: created, name: 'them', at: later },
    );

    expect(entriesOf(changed)).toEqual([
      expect.objectContaining({
        manager: 'us',
        time,
        fieldsV1: { 'f:spec': { '.': {}, 'f:replicas': {} } },
      }),
      {
        manager: 'them',
        operation: 'Update',
        apiVersion: 'example.org/v1',
        time: later,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { 'f:color': {} } },
      },
    ]);
  });

  it('forgets a field that is removed, and an owner without fields', () => {
    const created = write(widget({ color: 'red' }));
    const removed = write(widget({}), { live: created, name: 'them' });

    expect(entriesOf(removed).map(entry => entry.fieldsV1)).toEqual([
      { 'f:spec': {} },
    ]);
    const bare = write(widget(undefined), { live: removed });
    expect(entriesOf(bare)).toEqual([]);
  });

  it('keeps the times when nothing changed', () => {
    const created = write(widget({ color: 'red' }));
    const again = write(widget({ color: 'red' }), { live: created, at: later });

    expect(again).toEqual(created);
    const touched = {
      ...created,
      metadata: {
        ...created.metadata,
        managedFields: entriesOf(created).map(entry => ({
          ...entry,
          time: later,
        })),
      },
    };
    expect(keepUnchangedTimes(created, touched)).toBe(created);
    expect(keepUnchangedTimes(created, { ...touched, spec: {} }).spec).toEqual(
      {},
    );
  });

  it('writes status through its door only', () => {
    const created = write({ ...widget({}), status: { phase: 'No' } });
    const updated = {
      ...created,
      spec: { color: 'red' },
      status: { phase: 'Up' },
    };
    const status = write(updated, { live: created, subresource: 'status' });

    expect(
      entriesOf(status).map(({ subresource, fieldsV1 }) => [
        subresource,
        fieldsV1,
      ]),
    ).toEqual([
      [undefined, { 'f:spec': {} }],
      ['status', { 'f:status': { 'f:phase': {} } }],
    ]);
  });

  it('leaves an object without a record without one, and resets on request', () => {
    const created = write(widget({ color: 'red' }));
    const managedFields = [{}] as ManagedFieldsEntry[];
    const reset = write(widget({ color: 'red' }, { managedFields }), {
      live: created,
    });

    expect(reset.metadata.managedFields).toBeUndefined();
    const changed = write(widget({ color: 'blue' }), { live: reset });
    expect(changed.metadata.managedFields).toBeUndefined();
  });

  it('merges the oldest of too many updaters', () => {
    let object = write(widget({ color: '0' }));
    for (let turn = 1; turn <= 14; turn += 1) {
      const labels = { ...object.metadata.labels, [`l${turn}`]: 'x' };
      const at = new Date(Date.parse(time) + turn * 1000).toISOString();
      object = write(
        { ...object, metadata: { ...object.metadata, labels } },
        { live: object, name: `writer-${turn}`, at },
      );
    }
    const managers = entriesOf(object).map(({ manager }) => manager);

    expect(managers).toHaveLength(10);
    expect(managers).toContain('ancient-changes');
    expect(managers).toContain('writer-14');
    expect(managers).not.toContain('writer-1');
  });

  it('takes the replicas to the scale, from whoever had them', () => {
    const created = write(widget({ color: 'red', replicas: 1 }));
    const scaled = write(
      { ...created, spec: { color: 'red', replicas: 3 } },
      { live: created, name: 'autoscaler', subresource: 'scale', at: later },
    );

    expect(entriesOf(scaled)[0]).toEqual({
      manager: 'autoscaler',
      operation: 'Update',
      apiVersion: 'example.org/v1',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      subresource: 'scale',
    });
    expect(entriesOf(scaled)[1].fieldsV1).toEqual({
      'f:spec': { '.': {}, 'f:color': {} },
    });
    const unchanged = write(scaled, { live: scaled, subresource: 'scale' });
    expect(entriesOf(unchanged)).toEqual(entriesOf(scaled));
  });

  it('knows which members of built-in kinds are there anyway', () => {
    const deployment = kindTable('tenant').findKind('apps', 'v1', 'Deployment');
    const managedFields = trackUpdate({
      kind: deployment as ServedKind,
      updated: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ name: 'web', image: 'web:1' }] },
          },
        },
      },
      manager: { name: 'kubectl-create', time },
    });

    expect(managedFields?.[0].fieldsV1).toEqual({
      'f:spec': {
        'f:selector': {},
        'f:template': {
          'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
          'f:spec': {
            'f:containers': {
              'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} },
            },
          },
        },
      },
    });
  });
});
