import { Agent, request } from 'node:https';
import type { ProxmoxCredentials } from '../runtime/Controller';

/** A refusal by the Proxmox API, as the provider words it. */
export class ProxmoxRefusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'ProxmoxRefusal';
  }
}

type Parameters = Record<string, string | number | string[] | undefined>;

interface Upload {
  fileName: string;
  content: string;
  body: string;
}

/** `/nodes/pve1/qemu` with parameters, as the API wants them. */
function encode(parameters: Parameters = {}): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) value.forEach(one => form.append(name, one));
    else if (value !== undefined) form.set(name, String(value));
  }
  return form.toString();
}

function multipart({ fileName, content, body }: Upload, boundary: string) {
  const field = `--${boundary}\r\nContent-Disposition: form-data; name="content"\r\n\r\n${content}\r\n`;
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="filename"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n${body}\r\n`;
  return `${field}${file}--${boundary}--\r\n`;
}

/** The client of the simulated provider: real HTTPS with the token of a Secret. */
export class ProxmoxClient {
  readonly #agent: Agent;

  constructor(private readonly credentials: ProxmoxCredentials) {
    const { insecure, rootCa } = credentials;
    this.#agent = new Agent({
      keepAlive: true,
      rejectUnauthorized: !insecure,
      ...(rootCa ? { ca: rootCa } : {}),
    });
  }

  get<T>(path: string, parameters?: Parameters): Promise<T> {
    const query = encode(parameters);
    return this.#call<T>('GET', query ? `${path}?${query}` : path);
  }

  post<T = string>(path: string, parameters?: Parameters): Promise<T> {
    return this.#call<T>('POST', path, { body: encode(parameters) });
  }

  put<T = string>(path: string, parameters?: Parameters): Promise<T> {
    return this.#call<T>('PUT', path, { body: encode(parameters) });
  }

  delete<T = string>(path: string, parameters?: Parameters): Promise<T> {
    const query = encode(parameters);
    return this.#call<T>('DELETE', query ? `${path}?${query}` : path);
  }

  upload(path: string, file: Upload): Promise<string> {
    const boundary = 'rackstage-simulator-upload';
    return this.#call('POST', path, {
      body: multipart(file, boundary),
      type: `multipart/form-data; boundary=${boundary}`,
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #call<T>(
    method: string,
    path: string,
    sent: { body?: string; type?: string } = {},
  ): Promise<T> {
    const { body, type = 'application/x-www-form-urlencoded' } = sent;
    const { url, token, secret } = this.credentials;
    // The provider appends the path itself: a URL that has it already is a wrong one.
    const target = new URL(`${url.replace(/\/+$/, '')}/api2/json${path}`);
    const { status, reason, text } = await new Promise<{
      status: number;
      reason: string;
      text: string;
    }>((resolve, reject) => {
      const call = request(
        target,
        {
          method,
          agent: this.#agent,
          headers: {
            Authorization: `PVEAPIToken=${token}=${secret}`,
            ...(body === undefined
              ? {}
              : {
                  'Content-Type': type,
                  'Content-Length': String(Buffer.byteLength(body)),
                }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              reason: response.statusMessage ?? '',
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      call.on('error', reject);
      call.end(body);
    });
    if (status >= 400)
      throw new ProxmoxRefusal(status, refusal(status, reason, text));
    return (JSON.parse(text) as { data: T }).data;
  }
}

/** The status line of Proxmox carries the reason; the body may name fields. */
function refusal(status: number, reason: string, text: string): string {
  if (status === 401 || status === 403) {
    return 'not authorized to access endpoint';
  }
  let details = '';
  try {
    const { errors } = JSON.parse(text) as { errors?: object };
    if (errors) details = ` - ${JSON.stringify(errors)}`;
  } catch {
    // No details: the status line says it all.
  }
  return `${status} ${reason.trim()}${details}`;
}
