import { request as httpsRequest } from 'node:https';
import { proxmoxApi, Proxmox } from 'proxmox-api';
import { Agent, fetch as undiciFetch } from 'undici';
import { SimulatedSite } from '../SimulatedSite';
import { Simulator } from '../startSimulator';
import { SiteTokenName } from '../scenarios/access';

/** A client that this repository did not write, on one API host of a site. */
export interface Peer {
  api: Proxmox.Api;
  close(): Promise<void>;
}

/** Which host to talk to, and as whom. */
export interface PeerOptions {
  token?: SiteTokenName;
  login?: { username: string; password: string };
  node?: string;
}

function urlOf(site: SimulatedSite, node?: string): URL {
  const host = site.nodes.find(n => node === undefined || n.name === node);
  if (!host) throw new Error(`Site ${site.name} has no API host ${node}.`);
  return new URL(host.url);
}

/** Connects proxmox-api, trusting only the simulator's authority. */
export function connect(site: SimulatedSite, options: PeerOptions = {}): Peer {
  const agent = new Agent({ connect: { ca: site.caPem } });
  const url = urlOf(site, options.node);
  const { id, secret } = site.tokens[options.token ?? 'root'];
  const account = options.login ?? { tokenID: id, tokenSecret: secret };
  const api = proxmoxApi({
    host: url.hostname,
    port: Number(url.port),
    ...account,
    fetch: ((input: string | URL, init?: object) =>
      undiciFetch(input, { ...init, dispatcher: agent })) as never,
  });
  return { api, close: () => agent.close() };
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  reason: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: () => { data: unknown; message?: string; errors?: object };
}

/** One request in every detail; credentials default to the root token. */
export interface RawRequest {
  method?: string;
  path: string;
  /** Sent as it is. */
  body?: string;
  headers?: Record<string, string>;
  token?: SiteTokenName;
  anonymous?: boolean;
  node?: string;
}

/** Sends a request that no library would send, and shows all of the answer. */
export async function rawCall(
  site: SimulatedSite,
  options: RawRequest,
): Promise<RawAnswer> {
  const { id, secret } = site.tokens[options.token ?? 'root'];
  const url = new URL(options.path, urlOf(site, options.node));
  const headers: Record<string, string> = {
    ...(options.anonymous
      ? {}
      : { Authorization: `PVEAPIToken=${id}=${secret}` }),
    ...(options.body === undefined
      ? {}
      : {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': String(Buffer.byteLength(options.body)),
        }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      url,
      {
        method: options.method ?? 'GET',
        headers,
        ca: site.caPem,
        agent: false,
      },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

/** Lets a task run to its end on the manual clock; returns its exit status. */
export async function finish(
  simulator: Simulator,
  upid: unknown,
): Promise<string> {
  const id = String(upid);
  for (let minute = 0; minute < 60; minute += 1) {
    const task = simulator.sites
      .flatMap(site => site.world.tasks)
      .find(t => t.upid === id);
    if (!task) throw new Error(`There is no task ${id}.`);
    if (task.exitstatus !== undefined) return task.exitstatus;
    await simulator.clock.advance(60_000);
  }
  throw new Error(`Task ${id} did not end within an hour.`);
}
