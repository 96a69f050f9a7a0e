import { useSignals } from './useSignals';

const WITHOUT_SIGNALS = 15_000;
// A safety net only: the frontend cannot see whether the backend of the signals plugin is there.
const WITH_SIGNALS = 30_000;

/** How often live answers are asked for again while the document is visible, in milliseconds. */
export function useRefreshInterval(): number {
  return useSignals() ? WITH_SIGNALS : WITHOUT_SIGNALS;
}
