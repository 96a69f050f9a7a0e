import { databases, LEASE_MS, setUpRuns } from '../__testUtils__/setUpRuns';

describe.each(databases.eachSupportedId())('OrderLog on %s', database => {
  it('keeps what others say in a length and in letters that a database takes', async () => {
    const { order, store } = await setUpRuns({ database });
    await order('order-1');
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', {
      log: ['Worker 1 of 2: out of\0order', 'x'.repeat(100_000)],
    });

    const { lines } = await store.readLog('order-1');
    expect(lines.map(({ text }) => text)).toEqual([
      'Worker 1 of 2: out oforder',
      `${'x'.repeat(2_000)}…`,
    ]);
  });
});
