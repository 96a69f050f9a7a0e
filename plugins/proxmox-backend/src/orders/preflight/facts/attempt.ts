import { LoggerService } from '@backstage/backend-plugin-api';

/** Where it is said why something could not be read; those who order learn only that. */
export type FactLogger = Pick<LoggerService, 'warn'>;

/** Resolves to `undefined` where the read fails: each fact stands for itself. */
export async function attempt<T>(
  subject: string,
  read: () => Promise<T>,
  logger: FactLogger,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    // Messages of our clients hold no credentials.
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn(`Preflight: ${subject} could not be read: ${reason}`);
    return undefined;
  }
}
