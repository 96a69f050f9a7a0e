import { screen, within } from '@testing-library/react';
import { makeFailingSource } from '../__testUtils__/fixtures';
import {
  renderProxmoxPage,
  startFakeBackend,
} from '../__testUtils__/renderProxmox';

describe('in German', () => {
  const backend = startFakeBackend();
  beforeEach(() => window.localStorage.setItem('language', 'de'));
  afterEach(() => window.localStorage.removeItem('language'));

  it('texts, figures and times are German', async () => {
    backend.current.sources = [makeFailingSource()];
    renderProxmoxPage('/proxmox/guests', { languages: ['en', 'de'] });

    const table = await screen.findByRole('table', { name: 'Gäste' });
    expect(await within(table).findByText('Läuft')).toBeVisible();
    expect(within(table).getByText('3 GiB von 8 GiB')).toBeVisible();
    expect(within(table).getByText('1 T 2h')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Frankfurt ist seit .* nicht lesbar \(vor 4 Minuten\)/,
    );
  });
});
