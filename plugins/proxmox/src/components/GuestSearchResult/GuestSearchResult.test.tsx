import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { GuestSearchResult } from './GuestSearchResult';

const result = {
  title: 'shop-mariadb',
  text: 'Virtual machine 220 on pve2 in Frankfurt (fra), pool team-b',
  location: '/catalog/default/resource/fra-guest-220',
};

describe('a guest among the search results', () => {
  it('leads to the page of its entity', async () => {
    renderInTestApp(<GuestSearchResult result={result} />);

    expect(
      await screen.findByRole('link', { name: 'shop-mariadb' }),
    ).toHaveAttribute('href', result.location);
    expect(screen.getByText(/pool team-b/)).toBeVisible();
    expect(screen.getByText('Proxmox guest')).toBeVisible();
  });

  it('marks what was searched for', async () => {
    renderInTestApp(
      <GuestSearchResult
        result={result}
        highlight={{
          preTag: '<b>',
          postTag: '</b>',
          fields: { title: '<b>shop</b>-mariadb' },
        }}
      />,
    );

    expect((await screen.findByText('shop')).tagName).toBe('MARK');
  });
});
