import { useApi } from '@backstage/frontend-plugin-api';
import { OptionNoun, OptionsQuery } from '@rackstage/plugin-proxmox-common';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';

const REFRESH_EVERY = 30_000;

/** What can be chosen now? `undefined` for the noun asks for nothing. */
export function useOptions(noun: OptionNoun | undefined, query: OptionsQuery) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.options(noun, query),
    queryFn: ({ signal }) => client.getOptions(noun!, query, signal),
    enabled: noun !== undefined,
    refetchInterval: REFRESH_EVERY,
  });
}
