import {
  Guest,
  GuestAnswer,
  GuestDetailsAnswer,
  ProxmoxNode,
  ProxmoxStorage,
  SourceAge,
  SourceSummary,
  Task,
  TenantCluster,
  TenantClusterAnswer,
  guestAnswerSchema,
  guestDetailsAnswerSchema,
  guestsAnswerSchema,
  guestsQuerySchema,
  nodesAnswerSchema,
  sourcesAnswerSchema,
  storagesAnswerSchema,
  taskLogAnswerSchema,
  tasksAnswerSchema,
  tenantClusterAnswerSchema,
  tenantClustersAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { HttpResponse, http } from 'msw';
import {
  ageOf,
  makeDetails,
  makeGuest,
  makeGuestAnswer,
  makeNode,
  makeSource,
  makeStorage,
  makeTask,
} from './fixtures';
import { FakeOrders } from './FakeOrders';
import {
  makeManagementCluster,
  makeTenantCluster,
  makeTenantClusterAnswer,
} from './tenantClusterFixtures';

export const BASE_URL = 'http://portal.test/api/proxmox';

/**
 * Answers over HTTP what proxmox-backend would, checked against the contract on the way out, and
 * remembers what it was asked. A route in `broken` answers with that status instead.
 */
export class FakeBackend {
  sources: SourceSummary[] = [makeSource()];
  guests: Guest[] = [makeGuest()];
  nodes: ProxmoxNode[] = [makeNode()];
  storages: ProxmoxStorage[] = [makeStorage()];
  guest: GuestAnswer = makeGuestAnswer();
  details: GuestDetailsAnswer = makeDetails();
  tasks: Task[] = [makeTask()];
  log: string[] = ['starting vm 201', 'TASK OK'];
  managementClusters: SourceAge[] = [makeManagementCluster()];
  tenantClusters: TenantCluster[] = [makeTenantCluster()];
  tenantCluster: TenantClusterAnswer = makeTenantClusterAnswer();
  readonly orders = new FakeOrders();
  readonly broken = new Map<string, number>();
  readonly asked: string[] = [];

  handlers() {
    return [
      this.#get('/v1/sources', () =>
        sourcesAnswerSchema.parse({ items: this.sources }),
      ),
      this.#get('/v1/guests', url => this.#listGuests(url)),
      this.#get('/v1/nodes', () =>
        nodesAnswerSchema.parse({ items: this.nodes, sources: this.#ages() }),
      ),
      this.#get('/v1/storages', () =>
        storagesAnswerSchema.parse({
          items: this.storages,
          sources: this.#ages(),
        }),
      ),
      this.#get('/v1/guests/:source/:type/:vmid', () =>
        guestAnswerSchema.parse(this.guest),
      ),
      this.#get('/v1/guests/:source/:type/:vmid/details', () =>
        guestDetailsAnswerSchema.parse(this.details),
      ),
      this.#get('/v1/guests/:source/:type/:vmid/tasks', () =>
        tasksAnswerSchema.parse({
          items: this.tasks,
          asOf: new Date().toISOString(),
        }),
      ),
      this.#get('/v1/guests/:source/:type/:vmid/tasks/:upid/log', url =>
        this.#readLog(url),
      ),
      this.#get('/v1/tenant-clusters', () =>
        tenantClustersAnswerSchema.parse({
          items: this.tenantClusters,
          sources: this.managementClusters,
        }),
      ),
      this.#get('/v1/tenant-clusters/:source/:namespace/:name', () =>
        tenantClusterAnswerSchema.parse(this.tenantCluster),
      ),
      ...this.orders.handlers(BASE_URL, (path, answer) =>
        this.#get(path, answer),
      ),
      http.post(`${BASE_URL}/v1/sources/:source/interest`, ({ params }) => {
        this.asked.push(`interest in ${params.source}`);
        return new HttpResponse(null, { status: 204 });
      }),
    ];
  }

  #get(path: string, answer: (url: URL) => object) {
    return http.get(`${BASE_URL}${path}`, ({ request }) => {
      const url = new URL(request.url);
      this.asked.push(`${url.pathname}${url.search}`);
      const status = this.broken.get(path);
      return status
        ? HttpResponse.json(
            {
              error: { name: 'Error', message: 'it broke' },
              response: { statusCode: status },
            },
            { status },
          )
        : HttpResponse.json(answer(url));
    });
  }

  #listGuests(url: URL) {
    const query = guestsQuerySchema.parse(Object.fromEntries(url.searchParams));
    const matching = this.guests.filter(
      guest =>
        (!query.search || guest.name?.includes(query.search)) &&
        (!query.source || guest.source === query.source) &&
        (!query.status || guest.status === query.status) &&
        (!query.owner || guest.owner === query.owner),
    );
    return guestsAnswerSchema.parse({
      items: matching.slice(query.offset, query.offset + query.limit),
      total: matching.length,
      offset: query.offset,
      limit: query.limit,
      sources: this.#ages(),
    });
  }

  #readLog(url: URL) {
    const start = Number(url.searchParams.get('start'));
    const limit = Number(url.searchParams.get('limit'));
    return taskLogAnswerSchema.parse({
      upid: this.tasks[0].upid,
      total: this.log.length,
      lines: this.log
        .slice(start, start + limit)
        .map((text, index) => ({ n: start + index + 1, text })),
    });
  }

  #ages() {
    return this.sources.map(ageOf);
  }
}
