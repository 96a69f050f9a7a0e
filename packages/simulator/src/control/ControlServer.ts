import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { SimulatorClock } from '../clock';
import { Fault } from '../pve/faults';
import { ManagementCluster } from '../ManagementCluster';
import type { ManagementFault } from '../scenarios/kubernetes/ManagementPlan';
import { SimulatedSite } from '../SimulatedSite';

interface Controlled {
  sites: SimulatedSite[];
  managementClusters: ManagementCluster[];
  clock: SimulatorClock;
}

class ControlError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  } catch {
    throw new ControlError(400, 'The body is not JSON. Send an object.');
  }
}

function describe(site: SimulatedSite) {
  return {
    name: site.name,
    nodes: site.nodes,
    tokens: site.tokens,
    user: site.user,
  };
}

async function changeFaults(
  site: SimulatedSite,
  request: IncomingMessage,
  kind: string | undefined,
): Promise<unknown> {
  if (request.method === 'POST')
    site.inject((await readJson(request)) as Fault);
  else if (request.method === 'DELETE') site.clear(kind as Fault['kind']);
  else
    throw new ControlError(405, 'Use POST to add a fault, DELETE to remove.');
  await site.settled();
  return { ok: true };
}

function describeManagement(cluster: ManagementCluster) {
  const { name, stack, url, tokens } = cluster;
  return { name, stack, url, tokens };
}

/** Faults, calls and kubeconfig of the management clusters. */
async function answerManagement(
  clusters: readonly ManagementCluster[],
  request: IncomingMessage,
  [name, what, kind]: string[],
): Promise<unknown> {
  if (name === undefined) return clusters.map(describeManagement);
  const cluster = clusters.find(candidate => candidate.name === name);
  if (!cluster) {
    throw new ControlError(404, `There is no management cluster '${name}'.`);
  }
  if (what === 'kubeconfig') return { kubeconfig: cluster.kubeconfig() };
  if (what === 'calls') {
    if (request.method === 'DELETE') cluster.resetCalls();
    return cluster.calls();
  }
  if (what !== 'faults') return describeManagement(cluster);
  if (request.method === 'POST') {
    cluster.inject((await readJson(request)) as ManagementFault);
  } else if (request.method === 'DELETE') {
    await cluster.clear(kind as ManagementFault['kind']);
  } else {
    throw new ControlError(405, 'Use POST to add a fault, DELETE to remove.');
  }
  return { ok: true };
}

async function answer(
  controlled: Controlled,
  request: IncomingMessage,
): Promise<unknown> {
  const parts = (request.url ?? '/').split('?')[0].split('/').filter(Boolean);
  if (parts[0] === 'clock' && parts[1] === 'advance') {
    const { ms } = (await readJson(request)) as { ms?: number };
    await controlled.clock.advance(Number(ms));
    return { now: controlled.clock.now() };
  }
  if (parts[0] === 'management-clusters') {
    return answerManagement(
      controlled.managementClusters,
      request,
      parts.slice(1),
    );
  }
  if (parts[0] !== 'sites') {
    throw new ControlError(
      404,
      `Nothing at '${request.url}'. Try GET /sites or GET /management-clusters.`,
    );
  }
  if (parts.length === 1) return controlled.sites.map(describe);
  const site = controlled.sites.find(s => s.name === parts[1]);
  if (!site) throw new ControlError(404, `There is no site '${parts[1]}'.`);
  if (parts[2] === 'faults') return changeFaults(site, request, parts[3]);
  if (parts[2] === 'calls') {
    if (request.method === 'DELETE') site.resetCalls();
    return site.calls();
  }
  return describe(site);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The switches of a simulator over HTTP, for other processes. */
export class ControlServer {
  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(
    controlled: Controlled,
    port: number,
  ): Promise<ControlServer> {
    const server = createServer(async (request, response) => {
      try {
        send(response, 200, await answer(controlled, request));
      } catch (error) {
        const status = error instanceof ControlError ? error.status : 400;
        const message =
          error instanceof Error ? error.message.trim() : String(error);
        send(response, status, { error: message });
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    const bound = address && typeof address === 'object' ? address.port : port;
    return new ControlServer(server, `http://127.0.0.1:${bound}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>(resolve => {
      this.server.close(() => resolve());
    });
  }
}
