import { mockServices } from '@backstage/backend-test-utils';
import { SignalPayload } from '@backstage/plugin-signals-node';
import { SourceState } from '@rackstage/plugin-proxmox-common';
import { aSourceState } from '../__testUtils__/aSourceState';
import { broadcastChanges } from './broadcastChanges';

describe('broadcastChanges', () => {
  async function setUp(options: { plugins: string[]; broken?: boolean }) {
    const listeners = new Set<(state: SourceState) => void>();
    const published: SignalPayload[] = [];
    const logger = mockServices.logger.mock();
    const stop = await broadcastChanges({
      inventory: {
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      signals: {
        async publish(signal) {
          if (options.broken) {
            throw new Error('no events');
          }
          published.push(signal);
        },
      },
      instance: {
        getInstalledPlugins: async () =>
          options.plugins.map(pluginId => ({ pluginId, modules: [] })),
      },
      logger,
    });
    const change = (state: SourceState) =>
      listeners.forEach(listener => listener(state));
    return { published, logger, stop, change };
  }

  it('tells everybody which source has news, and nothing of the news', async () => {
    const { published, change, stop } = await setUp({
      plugins: ['proxmox', 'signals'],
    });

    change(aSourceState({ version: 7 }));

    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'proxmox:sources',
        message: { source: 'fra', version: 7 },
      },
    ]);

    stop();
    change(aSourceState({ version: 8 }));
    expect(published).toHaveLength(1);
  });

  it('says what is lost where the signals plugin is absent', async () => {
    const { published, change, logger } = await setUp({ plugins: ['proxmox'] });

    change(aSourceState());

    expect(published).toEqual([]);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringMatching(
        /signals plugin is not installed.*every 15 seconds/,
      ),
    );
  });

  it('goes on when a signal cannot be sent', async () => {
    const { change, logger } = await setUp({
      plugins: ['signals'],
      broken: true,
    });

    change(aSourceState());
    await new Promise(setImmediate);

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/source 'fra' has changed.*no events/),
    );
  });
});
