import { useApi } from '@backstage/frontend-plugin-api';
import { GuestId, Task } from '@rackstage/plugin-proxmox-common';
import { useInfiniteQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';

const LINES_PER_PAGE = 500;
const FOLLOW_EVERY = 5_000;

/** What did this task write? Follows the log as long as the task runs. */
export function useTaskLog(id: GuestId, task: Task) {
  const client = useApi(proxmoxApiRef);
  return useInfiniteQuery({
    queryKey: queryKeys.taskLog(id, task.upid),
    queryFn: ({ pageParam, signal }) =>
      client.getTaskLog(
        id,
        { upid: task.upid, start: pageParam, limit: LINES_PER_PAGE },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.lines.length, 0);
      return last.lines.length > 0 && shown < last.total ? shown : undefined;
    },
    refetchInterval: task.outcome === 'running' ? FOLLOW_EVERY : false,
  });
}
