import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { act, screen, waitFor } from '@testing-library/react';
import { BASE_URL } from '../__testUtils__/FakeBackend';
import { makeSource } from '../__testUtils__/fixtures';
import { FakeSignals, startFakeBackend } from '../__testUtils__/renderProxmox';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { ProxmoxQueryProvider } from '../query';
import { useLiveUpdates } from './useLiveUpdates';
import { useNodes } from './useNodes';
import { useRefreshInterval } from './useRefreshInterval';
import { useSources } from './useSources';

function Watcher(props: { sources: string[] }) {
  const sources = useSources();
  const edgeNodes = useNodes('edge');
  useLiveUpdates(props.sources);
  return (
    <>
      <p>{sources.data?.items.map(source => source.title).join()}</p>
      <p>{edgeNodes.data ? 'edge is read' : 'edge is not read'}</p>
      <p>every {useRefreshInterval()}</p>
    </>
  );
}

function makeClient() {
  return new ProxmoxClient({
    discoveryApi: { getBaseUrl: async () => BASE_URL },
    fetchApi: { fetch: (input, init) => fetch(input, init) },
  });
}

function setVisibility(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => state,
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('live updates', () => {
  const backend = startFakeBackend();
  const asked = (path: string) =>
    backend.current.asked.filter(each => each.includes(path)).length;
  const renderWatcher = (sources: string[], signals = new FakeSignals()) => {
    renderInTestApp(
      <TestApiProvider
        apis={[
          [proxmoxApiRef, makeClient()],
          [signalApiRef, signals],
        ]}
      >
        <ProxmoxQueryProvider>
          <Watcher sources={sources} />
        </ProxmoxQueryProvider>
      </TestApiProvider>,
    );
    return signals;
  };

  afterEach(() => setVisibility('visible'));

  it('refetch once for many signals, and only what they concern', async () => {
    const signals = renderWatcher(['fra']);
    await screen.findByText('Frankfurt');
    await screen.findByText('edge is read');

    backend.current.sources = [makeSource({ title: 'Frankfurt am Main' })];
    act(() => {
      for (let version = 2; version < 20; version++) {
        signals.send({ source: 'fra', version });
      }
    });

    await screen.findByText('Frankfurt am Main');
    expect(asked('/v1/sources')).toBe(2);
    expect(asked('/v1/nodes?source=edge')).toBe(1);
  });

  it('say which sources are looked at, each once', async () => {
    renderWatcher(['fra', 'edge', 'fra']);
    await waitFor(() => expect(asked('interest in')).toBe(2));
    expect(backend.current.asked).toEqual(
      expect.arrayContaining(['interest in fra', 'interest in edge']),
    );
  });

  it('show no interest while nobody looks, and renew it at once when somebody does', async () => {
    setVisibility('hidden');
    renderWatcher(['fra']);
    await screen.findByText('Frankfurt');
    expect(asked('interest in')).toBe(0);

    setVisibility('visible');
    await waitFor(() => expect(asked('interest in')).toBe(1));
  });

  it('ask less often where signals are there', async () => {
    renderWatcher([]);
    expect(await screen.findByText('every 30000')).toBeInTheDocument();
  });

  it('poll every 15 seconds without the signals plugin', async () => {
    renderInTestApp(
      <TestApiProvider apis={[[proxmoxApiRef, makeClient()]]}>
        <ProxmoxQueryProvider>
          <Watcher sources={['fra']} />
        </ProxmoxQueryProvider>
      </TestApiProvider>,
    );
    expect(await screen.findByText('every 15000')).toBeInTheDocument();
    await screen.findByText('Frankfurt');
  });
});
