import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { makeGuest } from '../../__testUtils__/fixtures';
import { loadOf } from './loadOf';
import { ByteUsage, CpuUsage } from './usage';

const GIB = 1024 ** 3;

describe('usage', () => {
  it('is a text and a meter', async () => {
    renderInTestApp(
      <ByteUsage label="Memory" usage={{ used: 6 * GIB, total: 8 * GIB }} />,
    );
    expect(await screen.findByText('6 GiB of 8 GiB')).toBeVisible();
    expect(screen.getByRole('meter', { name: 'Memory' })).toHaveAttribute(
      'aria-valuenow',
      '75',
    );
  });

  it('shows no bar where Proxmox does not say what is used', async () => {
    renderInTestApp(<ByteUsage label="Disk" usage={{ total: 32 * GIB }} />);
    expect(await screen.findByText('32 GiB')).toBeVisible();
    expect(screen.queryByRole('meter')).not.toBeInTheDocument();
  });

  it('survives a total of nothing and a share above one', async () => {
    renderInTestApp(
      <>
        <ByteUsage label="Empty" usage={{ used: 0, total: 0 }} />
        <CpuUsage label="CPU" cpu={{ used: 1.4, cores: 1 }} />
      </>,
    );
    expect(await screen.findByText('140% of 1 core')).toBeVisible();
    expect(screen.getByRole('meter', { name: 'Empty' })).toHaveAttribute(
      'aria-valuenow',
      '0',
    );
    expect(screen.getByRole('meter', { name: 'CPU' })).toHaveAttribute(
      'aria-valuenow',
      '100',
    );
  });

  it('is a dash where nothing is known', async () => {
    renderInTestApp(<CpuUsage label="CPU" />);
    expect(await screen.findByText('—')).toBeVisible();
  });
});

describe('loadOf', () => {
  it('is what a guest uses while it runs', () => {
    expect(loadOf(makeGuest()).cpu).toEqual({ used: 0.12, cores: 4 });
  });

  it('is only what a stopped guest could use', () => {
    expect(loadOf(makeGuest({ status: 'stopped' }))).toEqual({
      cpu: { cores: 4 },
      memory: { total: 8 * GIB },
    });
  });

  it('is unknown where the node is offline', () => {
    expect(
      loadOf(
        makeGuest({ status: 'stopped', cpu: undefined, memory: undefined }),
      ),
    ).toEqual({});
  });
});
