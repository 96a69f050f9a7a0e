import { Narrator } from './Narrator';

/** A log that a narrator reads back after a restart. */
function setUp() {
  const texts: string[] = [];
  const create = () =>
    new Narrator(
      {
        readLog: async () => ({
          state: 'waiting',
          lines: texts.map((text, index) => ({ n: index + 1, at: '', text })),
        }),
      },
      'order-1',
    );
  let narrator = create();
  return {
    texts,
    restart: () => {
      narrator = create();
    },
    async say(subject: string, text: string) {
      texts.push(...(await narrator.select([{ subject, text }])));
    },
  };
}

describe('Narrator', () => {
  it('says what differs from what it last said of the same subject, also after a restart', async () => {
    const { say, texts, restart } = setUp();
    await say('Worker 1 of 2', 'cloning');
    await say('Worker 2 of 2', 'cloning');
    await say('Worker 1 of 2', 'cloning');
    restart();
    await say('Worker 1 of 2', 'cloning');
    await say('Worker 1 of 2', 'starting');

    expect(texts).toEqual([
      'Worker 1 of 2: cloning',
      'Worker 2 of 2: cloning',
      'Worker 1 of 2: starting',
    ]);
  });

  it('stops, and says so once, where something changes all the time', async () => {
    const { say, texts, restart } = setUp();
    for (let attempt = 0; attempt < 1_000; attempt++) {
      await say('Infrastructure', `waiting: try again in ${attempt} s`);
      if (attempt % 300 === 0) {
        restart();
      }
    }

    expect(texts).toHaveLength(501);
    expect(texts.at(-1)).toMatch(/^The log has become long/);
    expect(texts.filter(text => /has become long/.test(text))).toHaveLength(1);
  });
});
