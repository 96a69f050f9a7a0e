import { Figures, median, toJson, toTable } from './figures';
import { readOptions } from './options';

const figures: Partial<Figures> = {
  'proxmox.ingest.10000.seconds': 3.14159,
  'proxmox.snapshot.ratio': 1.2,
  'proxmox.upstreamCallsPerCycle': 3,
  'proxmox.snapshot.heap.10000guests.mb': 12.5,
};

describe('the benchmark', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])('median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('writes one flat object of numbers, and leaves out what was skipped', () => {
    expect(JSON.parse(toJson(figures))).toEqual({
      'proxmox.ingest.10000.seconds': 3.142,
      'proxmox.snapshot.ratio': 1.2,
      'proxmox.upstreamCallsPerCycle': 3,
      'proxmox.snapshot.heap.10000guests.mb': 12.5,
    });
    expect(() => median([])).toThrow('no median');
  });

  it('prints a table with aligned values and its notes', () => {
    expect(toTable(figures, ['20 clusters'])).toBe(
      [
        'proxmox.ingest.10000.seconds          3.142',
        'proxmox.snapshot.ratio                  1.2',
        'proxmox.upstreamCallsPerCycle             3',
        'proxmox.snapshot.heap.10000guests.mb   12.5',
        '',
        '20 clusters',
        '',
      ].join('\n'),
    );
  });

  it('knows its options and nothing else', () => {
    expect(
      readOptions(['--json', 'a.json', '--skip-stitched', '--runs', '3']),
    ).toEqual({
      jsonFile: 'a.json',
      skipStitched: true,
      scenario: 'large',
      runs: 3,
      idleSeconds: 10,
      help: false,
    });
    expect(
      readOptions(['--only', 'kubernetes', '--idle-seconds', '600']),
    ).toMatchObject({ only: 'kubernetes', idleSeconds: 600 });
    expect(() => readOptions(['--only', 'half'])).toThrow(
      'proxmox or kubernetes',
    );
    expect(() => readOptions(['--idle-seconds', '0'])).toThrow(
      '--idle-seconds',
    );
    expect(() => readOptions(['--jsn', 'x'])).toThrow("Unknown option '--jsn'");
    expect(() => readOptions(['--json'])).toThrow('--json needs a value');
    expect(() => readOptions(['--runs', 'many'])).toThrow('whole number');
  });
});
