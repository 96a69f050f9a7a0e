import { pauseBefore } from './pauseBefore';
import { recordingOf } from './testRecordings';

const task = (status: string) =>
  recordingOf({ answer: { body: { data: { upid: 'UPID:…', status } } } });
const read = recordingOf({ request: { path: '/cluster/resources' } });
const write = recordingOf({ request: { method: 'POST', path: '/pools' } });

describe('pauseBefore', () => {
  it('asks for a running task at once and for an ended one late', () => {
    expect(pauseBefore(task('running'), write)).toBe(0);
    expect(pauseBefore(task('stopped'), write)).toBeGreaterThan(10_000);
  });

  it('waits longer when the same is read again than when anything else is done', () => {
    expect(pauseBefore(read, read)).toBeGreaterThan(pauseBefore(read, write));
    expect(pauseBefore(write, write)).toBe(pauseBefore(read, write));
  });
});
