import { z } from 'zod/v4';
import { readClusterResources } from './clusterResources';
import { optionalBool, optionalNum, text, whole } from './fields';
import { readRow, readRows } from './readRows';
import { readVersionRow } from './version';

const schema = z.object({
  vmid: whole(),
  node: text(),
  cpu: optionalNum(),
  template: optionalBool(),
});

describe('an entry', () => {
  it.each([
    [{ vmid: 100, node: 'a', cpu: 0.5, template: 1 }],
    [{ vmid: '100', node: 'a', cpu: '0.5', template: '1', more: [] }],
    [{ vmid: '100', node: 'a', cpu: 5e-1, template: true }],
  ])('%j is read whichever way its values are written', entry => {
    expect(readRow(entry, schema, 'x')).toEqual({
      row: { vmid: 100, node: 'a', cpu: 0.5, template: true },
      remarks: [],
    });
  });

  it('has nothing where Proxmox writes nothing, null or ""', () => {
    for (const cpu of [undefined, null, '']) {
      const { row, remarks } = readRow(
        { vmid: 1, node: 'a', cpu, template: cpu },
        schema,
        'x',
      );
      expect(row?.cpu).toBeUndefined();
      expect(row?.template).toBeUndefined();
      expect(remarks).toEqual([]);
    }
  });

  it('keeps its place where a detail makes no sense', () => {
    expect(
      readRow(
        { id: 'qemu/7', vmid: 7, node: 'a', cpu: 'fast', template: 2 },
        schema,
        'entry 1',
      ),
    ).toEqual({
      row: { vmid: 7, node: 'a', cpu: undefined, template: undefined },
      remarks: [
        {
          subject: 'entry 1 (qemu/7)',
          reason: 'cpu is not a number, template is not 0 or 1',
          dropped: false,
        },
      ],
    });
  });

  it.each([
    [{ node: 'a' }, 'vmid is not a whole number'],
    [{ vmid: -1, node: 'a' }, 'vmid is not a whole number'],
    [{ vmid: 1.5, node: 'a' }, 'vmid is not a whole number'],
    [{ vmid: 1, node: '' }, 'node is not a text'],
    [{ vmid: 1, node: {} }, 'node is not a text'],
    [null, 'is missing and not an object'],
    ['qemu/100', 'is a string and not an object'],
    [[], 'is a list and not an object'],
  ])('%j is dropped, never silently', (entry, reason) => {
    const { rows, remarks } = readRows([entry], schema);

    expect(rows).toEqual([]);
    expect(remarks).toEqual([
      expect.objectContaining({ reason, dropped: true }),
    ]);
  });
});

describe('an answer', () => {
  it.each([[null], [undefined], ['x'], [{}], [7]])(
    '%j is no empty list',
    data => {
      expect(() => readClusterResources(data)).toThrow('and not a list');
    },
  );

  it('without a version is none', () => {
    expect(() => readVersionRow({ release: '9.2' })).toThrow('no version');
    expect(() => readVersionRow('9.2')).toThrow('not an object');
  });

  it('may hold kinds of things that are not known yet, which casts no doubt on the rest', () => {
    const { guests, remarks } = readClusterResources([
      { type: 'fabric', id: 'fabric/1' },
      { vmid: 1, node: 'a' },
      { type: 'qemu', vmid: 100, node: 'a' },
    ]);

    expect(guests).toHaveLength(1);
    expect(remarks).toEqual([
      expect.objectContaining({
        reason: 'the type "fabric" is not known',
        dropped: false,
      }),
      expect.objectContaining({ reason: 'has no type', dropped: true }),
    ]);
  });
});
