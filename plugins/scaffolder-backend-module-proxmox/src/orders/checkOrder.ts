import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  ProxmoxClient,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { askPatiently, Patience } from './askPatiently';
import { describeCheck } from './describeCheck';

/** The dry run: asks whether the order can end well and prints each check. Throws `InputError` where it cannot. */
export async function checkOrder(options: {
  client: ProxmoxClient;
  spec: TenantClusterOrderSpec;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<void> {
  const { client, spec, logger, signal } = options;
  const { passed, checks } = await askPatiently(
    () => client.checkTenantClusterOrder(spec, signal),
    options,
  );
  for (const check of checks) {
    const line = `${check.level}: ${describeCheck(check)}`;
    if (check.level === 'ok') {
      logger.info(line);
    } else {
      logger.warn(line);
    }
  }
  if (!passed) {
    const errors = checks.filter(({ level }) => level === 'error');
    throw new InputError(
      `The order would be refused: ${errors.map(describeCheck).join('; ')}`,
    );
  }
  logger.info('The order would be accepted. Nothing was ordered.');
}
