import { z } from 'zod/v4';
import { optionalText, optionalTime, text, whole } from './fields';
import { expectList, readRows, Rows } from './readRows';

const taskRowSchema = z.object({
  upid: text(),
  user: optionalText(),
  /** Exit text; `RUNNING` or missing while it runs. */
  status: optionalText(),
  exitstatus: optionalText(),
  endtime: optionalTime(),
});

export type TaskRow = z.output<typeof taskRowSchema>;

/** Reads `GET /cluster/tasks` and `GET /nodes/{node}/tasks`. */
export function readTasks(data: unknown): Rows<TaskRow> {
  return readRows(data, taskRowSchema);
}

const logRowSchema = z.object({ n: whole(), t: optionalText() });

/** Reads `GET /nodes/{node}/tasks/{upid}/log`. */
export function readTaskLogRows(
  data: unknown,
): Rows<z.output<typeof logRowSchema>> {
  return readRows(expectList(data), logRowSchema);
}
