import { LoggerService } from '@backstage/backend-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { askPatiently, Patience } from './askPatiently';

/** Makes a function that says what holds an order up, and what to do about it; each thing once. */
export function createHoldUpTeller(options: {
  client: ProxmoxClient;
  id: string;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  patience: Patience;
  signal?: AbortSignal;
}): () => Promise<void> {
  const { client, id, logger, signal } = options;
  const told = new Set<string>();
  return async () => {
    const { diagnoses } = await askPatiently(
      () => client.getOrder(id, signal),
      options,
    );
    diagnoses
      .filter(({ severity, text }) => severity !== 'info' && !told.has(text))
      .forEach(({ text, nextStep }) => {
        told.add(text);
        logger.warn(['Held up:', text, nextStep].filter(Boolean).join(' '));
      });
  };
}
