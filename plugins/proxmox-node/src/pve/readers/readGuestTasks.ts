import { Task } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '../client/PveClient';
import { GuestLocator, ReadingRemark } from '../facts';
import { toTasks } from '../toModel/toTasks';
import { readTasks } from '../wire/tasks';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * Newest tasks of a guest, running ones included, as its present node knows them: what was done while the guest was on
 * another node is in that node's list. Without Sys.Audit on the node only the credentials' own tasks are listed.
 *
 * @param guest - `limit` is 50 where it is not given
 * @throws PveError where they cannot be read.
 * @public
 */
export async function readGuestTasks(
  client: PveClient,
  guest: GuestLocator & ReadOptions & { limit?: number },
): Promise<{ tasks: Task[]; remarks: ReadingRemark[] }> {
  const pathTemplate = '/nodes/{node}/tasks';
  const { node, vmid, limit = 50, signal } = guest;
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    path: { node },
    params: { vmid, limit, source: 'all' },
    signal,
  });
  const { rows, remarks } = understand(
    { source: client.name, pathTemplate, node },
    () => readTasks(data),
  );
  const read = toTasks(rows, client.name);
  return { tasks: read.tasks, remarks: [...remarks, ...read.remarks] };
}
