import { RecentAnswers } from './RecentAnswers';

describe('RecentAnswers', () => {
  function setUp(maxEntries = 10) {
    const clock = { now: 0 };
    const asked: string[] = [];
    const answers = new RecentAnswers<string>({
      maxAgeMs: 10_000,
      maxEntries,
      now: () => clock.now,
    });
    const get = (key: string) =>
      answers.get(key, async () => {
        asked.push(key);
        return `${key}@${clock.now}`;
      });
    return { clock, asked, answers, get };
  }

  it('asks once for everybody who asks at the same time', async () => {
    const { asked, get } = setUp();

    await expect(Promise.all([get('a'), get('a'), get('a')])).resolves.toEqual([
      'a@0',
      'a@0',
      'a@0',
    ]);
    expect(asked).toEqual(['a']);
  });

  it('asks again when the answer has become too old', async () => {
    const { clock, get } = setUp();

    await get('a');
    clock.now = 9_999;
    await expect(get('a')).resolves.toBe('a@0');
    clock.now = 10_000;
    await expect(get('a')).resolves.toBe('a@10000');
  });

  it('asks again when the clock was set back', async () => {
    const { clock, answers, get } = setUp();

    clock.now = 3_600_000;
    await get('a');
    clock.now = 0;
    await expect(answers.peek('a')).resolves.toBeUndefined();
    await expect(get('a')).resolves.toBe('a@0');
  });

  it('does not remember failures', async () => {
    const { answers, get } = setUp();

    await expect(
      answers.get('a', async () => {
        throw new Error('unreachable');
      }),
    ).rejects.toThrow('unreachable');
    await expect(get('a')).resolves.toBe('a@0');
  });

  it('forgets the oldest answer when it is full', async () => {
    const { asked, get } = setUp(2);

    await get('a');
    await get('b');
    await get('c');
    await get('b');
    await get('a');

    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('shows what it remembers without asking', async () => {
    const { asked, answers, clock, get } = setUp();

    await expect(answers.peek('a')).resolves.toBeUndefined();
    await get('a');
    await expect(answers.peek('a')).resolves.toBe('a@0');
    clock.now = 10_000;
    await expect(answers.peek('a')).resolves.toBeUndefined();
    expect(asked).toEqual(['a']);
  });
});
