import { createRouteRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

// The only module that knows the router: Backstage 1.57 replaces it.

/** The Proxmox page. @public */
export const rootRouteRef = createRouteRef();

/** The query of the address, and a way to change some of its keys; empty values are removed. */
export function useUrlQuery() {
  const [parameters, setParameters] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | undefined>) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          for (const [key, value] of Object.entries(changes)) {
            if (value) {
              next.set(key, value);
            } else {
              next.delete(key);
            }
          }
          return next;
        },
        // Filters are a view of one page: "back" leaves the page instead of undoing keystrokes.
        { replace: true },
      ),
    [setParameters],
  );
  return { parameters, change };
}

/** The address of another tab of the page one is on; wherever a portal has mounted the page. */
export function useSiblingTab(tab: string): string {
  const { pathname } = useLocation();
  return pathname.replace(/\/[^/]*\/?$/, `/${tab}`);
}
