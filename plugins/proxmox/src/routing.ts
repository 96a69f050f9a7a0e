import {
  createRouteRef,
  routeResolutionApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router-dom';

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

/**
 * Where one is on the tab of the orders: the id of the order, or undefined on the list of all of them. On the old
 * frontend system the tabs stand outside of the routes, so the name of the tab is still part of what is left.
 */
export function useOrderPlace() {
  const address = useLocation().pathname.replace(/\/+$/, '');
  // The router has decoded it already.
  const rest = useParams()['*'] ?? '';
  const id = rest.replace(/^orders(\/|$)/, '').replace(/\/+$/, '');
  const list = id ? address.replace(/\/[^/]*$/, '') : address;
  return {
    id: id || undefined,
    list,
    pathOf: (other: string) => `${list}/${encodeURIComponent(other)}`,
  };
}

/** Where the pages of orders are, seen from elsewhere in the portal; undefined on the old frontend system. */
export function useOrdersPath(): string | undefined {
  const root = useApiHolder()
    .get(routeResolutionApiRef)
    ?.resolve(rootRouteRef)?.();
  return root && `${root}/orders`;
}
