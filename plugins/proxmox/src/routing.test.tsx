import { render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { useOrderPlace } from './routing';

function Place() {
  const { id, list, pathOf } = useOrderPlace();
  return <p>{`${id ?? 'all'} ${list} ${pathOf('o 2')}`}</p>;
}

function renderAt(address: string, route: string) {
  render(
    <MemoryRouter initialEntries={[address]}>
      <Routes>
        <Route path={route} element={<Place />} />
      </Routes>
    </MemoryRouter>,
  );
}

describe('useOrderPlace', () => {
  it.each([
    // The new frontend system has a route for each tab; a portal may have moved it.
    ['/proxmox/orders', '/proxmox/orders/*', 'all /proxmox/orders'],
    ['/proxmox/orders/', '/proxmox/orders/*', 'all /proxmox/orders'],
    ['/proxmox/orders/o-1', '/proxmox/orders/*', 'o-1 /proxmox/orders'],
    ['/proxmox/orders/o-1/', '/proxmox/orders/*', 'o-1 /proxmox/orders'],
    ['/pve/requests/o%2F1', '/pve/requests/*', 'o/1 /pve/requests'],
    // The old one has one route for all tabs.
    ['/proxmox/orders', '/proxmox/*', 'all /proxmox/orders'],
    ['/proxmox/orders/o-1', '/proxmox/*', 'o-1 /proxmox/orders'],
  ])('knows at %s, on the route %s', (address, route, expected) => {
    renderAt(address, route);
    const list = expected.split(' ')[1];
    expect(screen.getByText(`${expected} ${list}/o%202`)).toBeVisible();
  });
});
