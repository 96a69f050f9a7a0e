import { useApi } from '@backstage/frontend-plugin-api';
import {
  PROXMOX_SIGNAL_CHANNEL,
  ProxmoxSourceSignal,
} from '@rackstage/plugin-proxmox-common';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { followsSources } from '../query';
import { useSignals } from './useSignals';

/** The backend reads a source at its active interval for one minute after a renewal. */
const RENEW_EVERY = 30_000;
/** Twenty sources that are read every ten seconds must not become two refetches a second. */
const COLLECT_FOR = 1_000;

/**
 * Keeps what is on the screen fresh: refetches what a signal concerns, and tells the backend that
 * somebody looks at these sources, as long as the document is visible.
 */
export function useLiveUpdates(sources: readonly string[]): void {
  useRefetchOnSignal();
  useInterest(sources);
}

function useRefetchOnSignal(): void {
  const signals = useSignals();
  const queryClient = useQueryClient();

  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const pending = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const changed = new Set(pending);
      pending.clear();
      queryClient.invalidateQueries({
        predicate: query => followsSources(query.queryKey, changed),
        // A hidden document only marks its answers stale; they are fetched when it is looked at.
        refetchType: document.visibilityState === 'visible' ? 'active' : 'none',
      });
    };
    const subscription = signals.subscribe<ProxmoxSourceSignal>(
      PROXMOX_SIGNAL_CHANNEL,
      signal => {
        pending.add(signal.source);
        timer ??= setTimeout(flush, COLLECT_FOR);
      },
    );
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [signals, queryClient]);
}

function useInterest(sources: readonly string[]): void {
  const client = useApi(proxmoxApiRef);
  // Callers build the list anew with every answer; only its content may restart the timer.
  const names = [...new Set(sources)].sort().join('\n');

  useEffect(() => {
    if (!names) {
      return undefined;
    }
    const renew = () => {
      if (document.visibilityState === 'visible') {
        for (const name of names.split('\n')) {
          // A wish, not a need: without it the page is refreshed at the idle interval.
          client.renewInterest(name).catch(() => undefined);
        }
      }
    };
    renew();
    const timer = setInterval(renew, RENEW_EVERY);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [client, names]);
}
