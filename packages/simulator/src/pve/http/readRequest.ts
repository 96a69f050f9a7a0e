import type { IncomingMessage } from 'node:http';
import { ApiError } from '../ApiError';
import { UploadedFile } from '../Call';
import { RawParameters, readForm, readJson } from './readParameters';
import { readUpload } from './readUpload';

const bodyLimit = 512 * 1024;
const uploadLimit = 256 * 1024 * 1024;

/** A refusal by the server itself, before any API code: plain text, no JSON. */
export class TransportError extends ApiError {
  constructor(status: number, text: string, readonly hasBody = true) {
    super(status, text);
  }
}

/** The address of a call, taken apart. */
export interface RequestTarget {
  /** `json`, `extjs` … */
  format: string;
  /** Decoded path below the format, always with a leading slash. */
  path: string;
  query: string;
}

/** Takes the address apart; undefined if it is not below `/api2/`. */
export function readTarget(url: string): RequestTarget | undefined {
  const question = url.indexOf('?');
  const rawPath = question < 0 ? url : url.slice(0, question);
  const query = question < 0 ? '' : url.slice(question + 1);
  let decoded: string;
  try {
    decoded = decodeURIComponent(rawPath);
  } catch {
    decoded = rawPath;
  }
  const match = /^\/api2\/([a-z]+)(\/.*)?$/.exec(decoded);
  if (!match) return undefined;
  const parts = (match[2] ?? '').split('/').filter(Boolean);
  return { format: match[1], path: `/${parts.join('/')}`, query };
}

async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new TransportError(501, 'for data too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Whether the call is a file upload, which alone may be multipart. */
export function isUploadPath(path: string): boolean {
  return /^\/nodes\/[^/]+\/storage\/[^/]+\/upload$/.test(path);
}

/** What came in a body, or nothing where there is none. */
async function readContent(
  request: IncomingMessage,
  path: string,
): Promise<{ parameters: RawParameters; file?: UploadedFile }> {
  const contentType = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data/.test(contentType) && isUploadPath(path)) {
    return readUpload(await readBody(request, uploadLimit), contentType);
  }
  if (Number(request.headers['content-length']) > bodyLimit) {
    throw new TransportError(501, 'for data too large');
  }
  const isJson = /^application\/json/.test(contentType);
  const isForm = /^(?:$|application\/x-www-form-urlencoded)/.test(contentType);
  if (!isJson && !isForm) {
    throw new TransportError(
      506,
      `upload 'Content-Type '${contentType}' not implemented`,
    );
  }
  const text = (await readBody(request, bodyLimit)).toString('utf8');
  return { parameters: isJson ? readJson(text) : readForm(text) };
}

/** Reads all parameters of a request: query, form, JSON or upload. */
export async function readRequest(
  request: IncomingMessage,
  target: RequestTarget,
): Promise<{ parameters: RawParameters; file?: UploadedFile }> {
  const method = request.method ?? 'GET';
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
  if (request.headers['transfer-encoding']) {
    throw new TransportError(501, 'chunked transfer encoding not supported');
  }
  if (hasBody && (method === 'GET' || method === 'DELETE')) {
    throw new TransportError(501, `Unexpected content for method '${method}'`);
  }
  const inQuery = readForm(target.query);
  if (!hasBody) return { parameters: inQuery };
  const read = await readContent(request, target.path);
  return { ...read, parameters: { ...inQuery, ...read.parameters } };
}
