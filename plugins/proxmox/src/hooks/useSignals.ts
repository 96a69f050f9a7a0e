import { useApiHolder } from '@backstage/frontend-plugin-api';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';

/** The signals API, or `undefined` in a portal without the signals plugin. */
export function useSignals(): SignalApi | undefined {
  return useApiHolder().get(signalApiRef);
}
