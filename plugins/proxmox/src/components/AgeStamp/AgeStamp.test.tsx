import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { secondsAgo } from '../../__testUtils__/fixtures';
import { AgeStamp } from './AgeStamp';

describe('the age stamp', () => {
  it('ticks without anything being read anew', async () => {
    renderInTestApp(<AgeStamp asOf={secondsAgo(9)} />);
    await screen.findByText('Read 9 seconds ago');

    expect(await screen.findByText(/^Read 1\d seconds ago$/)).toBeVisible();
  });

  it('tells the exact time to who asks for it', async () => {
    const asOf = secondsAgo(30);
    renderInTestApp(<AgeStamp asOf={asOf} />);

    const stamp = await screen.findByText('Read 30 seconds ago');
    expect(stamp).toHaveAttribute('datetime', asOf);
    expect(stamp.title).toContain(String(new Date(asOf).getFullYear()));
  });

  it('says when a reading is older than it should be', async () => {
    renderInTestApp(<AgeStamp asOf={secondsAgo(180)} stale />);
    expect(
      await screen.findByText('Last read 3 minutes ago, may have changed'),
    ).toBeVisible();
  });

  it('says when there never was one', async () => {
    renderInTestApp(<AgeStamp />);
    expect(await screen.findByText('Never read')).toBeVisible();
  });
});
