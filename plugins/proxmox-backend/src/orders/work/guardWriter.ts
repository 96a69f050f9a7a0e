import { KubeWriter } from '../writableKinds';

/**
 * A writer whose calls end before the lease does: it is renewed before each, and one that hangs is given up. Otherwise a
 * slow replica could create something after its successor has cleaned up.
 */
export function guardWriter(
  writer: KubeWriter,
  options: {
    /** Renews the lease, or throws where it is lost or the backend stops. */
    renew: () => Promise<void>;
    deadlineMs: number;
    /** What the API server remarked. */
    onWarning: (warning: string) => void;
  },
): KubeWriter {
  const { renew, deadlineMs, onWarning } = options;
  return {
    async get(location) {
      return writer.get(location, AbortSignal.timeout(deadlineMs));
    },
    async apply(object, applyOptions) {
      await renew();
      const result = await writer.apply(object, {
        ...applyOptions,
        signal: AbortSignal.timeout(deadlineMs),
      });
      result.warnings.forEach(onWarning);
      return result;
    },
    async delete(location, deleteOptions) {
      await renew();
      return writer.delete(location, {
        ...deleteOptions,
        signal: AbortSignal.timeout(deadlineMs),
      });
    },
  };
}
