import { InputError } from '@backstage/errors';
import { TaskLog } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '../client/PveClient';
import { parseUpid } from '../toModel/parseUpid';
import { readTaskLogRows } from '../wire/tasks';
import { ReadOptions } from './ReadOptions';
import { reportRemarks } from './reportRemarks';
import { understand } from './understand';

/**
 * A page of a task's log, read on the node that runs the task: that is the one named in its id.
 *
 * @param page - `start` counts from 0; `limit` is 500 where it is not given
 * @throws InputError where `upid` is no task id; PveError where the log cannot be read.
 * @public
 */
export async function readTaskLog(
  client: PveClient,
  upid: string,
  page: { start?: number; limit?: number } & ReadOptions = {},
): Promise<TaskLog> {
  const { start = 0, limit = 500, signal } = page;
  const node = parseUpid(upid)?.node;
  if (node === undefined) {
    throw new InputError(
      `${JSON.stringify(
        upid.slice(0, 120),
      )} is no task id of Proxmox (UPID:<node>:…)`,
    );
  }
  const pathTemplate = '/nodes/{node}/tasks/{upid}/log';
  const { data, total } = await client.request({
    method: 'GET',
    pathTemplate,
    path: { node, upid },
    params: { start, limit },
    signal,
  });
  const { rows, remarks } = understand(
    { source: client.name, pathTemplate, node },
    () => readTaskLogRows(data),
  );
  reportRemarks(client, pathTemplate, remarks);
  const lines = rows.map(({ n, t }) => ({ n, text: t ?? '' }));
  return { upid, lines, total: total ?? lines.at(-1)?.n ?? start };
}
