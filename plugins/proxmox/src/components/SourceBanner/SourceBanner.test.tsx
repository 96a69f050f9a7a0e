import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import {
  ageOf,
  makeFailingSource,
  makeGuest,
  makeSource,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import { SourceBanner, SourceBanners } from './SourceBanner';
import { isStale } from './isStale';

const quorumLost = {
  code: 'no-quorum' as const,
  message: 'Frankfurt has no quorum.',
  nextStep: 'Bring back enough nodes for a majority.',
  since: secondsAgo(90),
};

describe('the banner of a source', () => {
  it('is not there for a healthy one', async () => {
    renderInTestApp(
      <>
        <p>ready</p>
        <SourceBanner source={ageOf(makeSource())} />
      </>,
    );
    expect(await screen.findByText('ready')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says since when, why, what to do and how old the data are', async () => {
    renderInTestApp(<SourceBanner source={ageOf(makeFailingSource())} />);

    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      /cannot be read since .*\(4 minutes ago\)/,
    );
    expect(banner).toHaveTextContent('connection refused');
    expect(banner).toHaveTextContent('Next step: Check that the Proxmox nodes');
    expect(banner).toHaveTextContent('the last good reading, 4 minutes ago');
  });

  it('says that there is nothing to fall back to', async () => {
    renderInTestApp(
      <SourceBanner
        source={{ ...ageOf(makeFailingSource()), asOf: undefined }}
      />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no earlier reading to show.',
    );
  });

  it('does not hide the warnings that a failing source has besides', async () => {
    const failing = ageOf(makeFailingSource());
    renderInTestApp(
      <SourceBanner
        source={{ ...failing, problems: [...failing.problems, quorumLost] }}
      />,
    );
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent('connection refused');
    expect(banner).toHaveTextContent(/no quorum\. since .*1 minute ago/);
  });

  it('is milder for a degraded and for a new source, and one for each', async () => {
    renderInTestApp(
      <SourceBanners
        sources={[
          ageOf(makeSource({ health: 'degraded', problems: [quorumLost] })),
          ageOf(
            makeSource({
              name: 'new',
              title: 'New',
              health: 'pending',
              asOf: undefined,
            }),
          ),
        ]}
      />,
    );
    expect(
      await screen.findByText('Frankfurt is read, but something is wrong'),
    ).toBeVisible();
    expect(screen.getByText('New has not been read yet')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('isStale', () => {
  const sources = [
    ageOf(makeFailingSource()),
    ageOf(makeSource({ name: 'edge', health: 'degraded' })),
  ];

  it('is what a failing source said last', () => {
    expect(isStale(makeGuest(), sources)).toBe(true);
    expect(isStale(makeGuest({ source: 'edge' }), sources)).toBe(false);
  });

  it('is a thing that became unreadable in a source that is well', () => {
    const guest = makeGuest({ source: 'edge', unreadableSince: secondsAgo(9) });
    expect(isStale(guest, sources)).toBe(true);
  });
});
