import { PveClient } from '../client/PveClient';
import { PveError } from '../client/PveError';
import { ClusterFacts, ReadingRemark } from '../facts';
import { toClusterFacts } from '../toModel/toClusterFacts';
import { toTasks } from '../toModel/toTasks';
import { readClusterResources } from '../wire/clusterResources';
import { readClusterStatus } from '../wire/clusterStatus';
import { Rows } from '../wire/readRows';
import { readTasks, TaskRow } from '../wire/tasks';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

const RESOURCES = '/cluster/resources';
const STATUS = '/cluster/status';
const TASKS = '/cluster/tasks';

/**
 * The fast lane: everything that changes by the minute, in three calls, however many guests there are.
 *
 * Proxmox filters `/cluster/resources` silently by what the credentials may see, so fewer rows than before are no proof
 * that something is gone. Without Sys.Audit on `/`, name, quorum and addresses are missing, and the tasks are empty.
 *
 * @throws PveError where the cluster cannot be read.
 * @public
 */
export async function readClusterFacts(
  client: PveClient,
  options: ReadOptions = {},
): Promise<ClusterFacts> {
  const get = (pathTemplate: string) =>
    client.request({ method: 'GET', pathTemplate, signal: options.signal });
  const [resources, status, tasks] = await Promise.all([
    get(RESOURCES),
    get(STATUS).catch(unlessForbidden),
    get(TASKS)
      .then(answer => toTaskRows(client.name, answer.data))
      .catch(toRemark),
  ]);
  const source = client.name;
  const facts = toClusterFacts(
    source,
    understand({ source, pathTemplate: RESOURCES }, () =>
      readClusterResources(resources.data),
    ),
    status &&
      understand({ source, pathTemplate: STATUS }, () =>
        readClusterStatus(status.data),
      ),
  );
  return addTasks(facts, source, tasks);
}

function toTaskRows(source: string, data: unknown): Rows<TaskRow> {
  return understand({ source, pathTemplate: TASKS }, () => readTasks(data));
}

function addTasks(
  facts: ClusterFacts,
  source: string,
  answer: Rows<TaskRow> | ReadingRemark,
): ClusterFacts {
  if (!('rows' in answer)) {
    return { ...facts, remarks: [...facts.remarks, answer] };
  }
  const read = toTasks(answer.rows, source);
  // A task that cannot be read casts no doubt on the guests.
  const harmless = [...answer.remarks, ...read.remarks].map(remark => ({
    ...remark,
    dropped: false,
  }));
  return {
    ...facts,
    tasks: read.tasks,
    remarks: [...facts.remarks, ...harmless],
  };
}

/** Name and quorum want Sys.Audit on `/`; the guests do not. */
function unlessForbidden(error: unknown): undefined {
  if (error instanceof PveError && error.kind === 'forbidden') {
    return undefined;
  }
  throw error;
}

/** A page of guests without recent tasks is worth more than none. */
function toRemark(error: unknown): ReadingRemark {
  if (!(error instanceof PveError)) {
    throw error;
  }
  return { subject: `GET ${TASKS}`, reason: error.reason, dropped: false };
}
