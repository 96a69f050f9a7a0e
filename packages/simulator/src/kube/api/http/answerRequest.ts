import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../access/Caller';
import { impersonate } from '../access/impersonate';
import { timestamp } from '../ApiContext';
import {
  encode,
  RenderOptions,
  renderList,
  renderObject,
} from '../render/renderAnswer';
import { protobufType } from '../protobuf/readEnvelope';
import { writeStatus } from '../protobuf/writeStatus';
import { negotiate, prefersProtobuf, Rendering } from '../render/mediaType';
import type { IncludeObject } from '../render/table';
import {
  entityTooLarge,
  FailureStatus,
  forbiddenPath,
  internal,
  PlainTextError,
  statusBody,
  StatusError,
} from '../StatusError';
import { ApiAnswer } from './ApiAnswer';
import type { ApiRequest } from './ApiRequest';
import { answerPath } from './answerPath';
import { answerResource, verbOf } from './answerResource';
import { parseTarget, RequestTarget } from './parseTarget';
import { sendAnswer, setCommonHeaders, WireAnswer } from './sendAnswer';
import type { ServerState } from './ServerState';
import { WatchConnection } from './WatchConnection';

const bodyLimit = 3 * 1024 * 1024;
const includes = ['None', 'Metadata', 'Object'];

/** What the connection of one request needs besides the server's state. */
export interface Exchange {
  state: ServerState;
  request: IncomingMessage;
  response: ServerResponse;
  log: (line: string) => void;
  isSilent: () => boolean;
  /** Told of every watch that opens, so that faults can reach it. */
  onWatch: (watch: WatchConnection) => () => void;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= bodyLimit) chunks.push(chunk as Buffer);
  }
  if (size > bodyLimit) throw entityTooLarge(bodyLimit);
  return Buffer.concat(chunks);
}

/** Reads the request line; a path that cannot be decoded is taken as it is. */
export function readRequest(request: IncomingMessage): ApiRequest {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  const rawPath = question < 0 ? url : url.slice(0, question);
  let path = rawPath;
  try {
    path = decodeURIComponent(rawPath);
  } catch {
    // Left encoded: no route matches it.
  }
  let body: Promise<Buffer> | undefined;
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(question < 0 ? '' : url.slice(question + 1)),
    headers: request.headers,
    readBody: () => {
      body ??= readAll(request);
      return body;
    },
  };
}

function pathVerbOf({ method }: ApiRequest): string {
  return method === 'HEAD' ? 'get' : method.toLowerCase();
}

/** Whose rights count: those of the token, or of whom its owner acts as. */
function callerOf(
  state: ServerState,
  api: ApiRequest,
  target: RequestTarget,
): Caller {
  const { headers } = api;
  const caller = state.access.authenticate(headers.authorization);
  const verb = target.type === 'path' ? pathVerbOf(api) : verbOf(api, target);
  return impersonate(state.access, { caller, headers }, { verb, target });
}

async function decideAnswer(
  exchange: Exchange,
  api: ApiRequest,
  warn: (text: string) => void,
): Promise<{ answer: ApiAnswer; rendering: Rendering }> {
  const { state } = exchange;
  const target = parseTarget(api.path);
  const caller = callerOf(state, api, target);
  if (state.fault('too-many-requests')) {
    throw new PlainTextError(
      429,
      'Too many requests, please try again later.\n',
      { 'Retry-After': '1' },
    );
  }
  if (target.type === 'path') {
    const verb = pathVerbOf(api);
    if (!state.access.allowsPath(caller, verb, api.path)) {
      throw forbiddenPath(caller.name, verb, api.path);
    }
    const answer = answerPath({ state, request: api }, api.path);
    return { answer, rendering: { encoding: 'json', shape: 'whole' } };
  }
  const call = { state, request: api, target, caller, warn };
  const isRead = ['GET', 'HEAD'].includes(api.method);
  // Writes are refused for what they want to be answered with, reads too late.
  const early = isRead ? undefined : negotiate(api.headers.accept);
  const answer = await answerResource(call);
  return { answer, rendering: early ?? negotiate(api.headers.accept) };
}

function renderOptions(
  exchange: Exchange,
  api: ApiRequest,
  rendering: Rendering,
): RenderOptions {
  const wanted = api.query.get('includeObject') ?? '';
  const include = includes.includes(wanted)
    ? (wanted as IncludeObject)
    : 'Metadata';
  return { rendering, include, now: exchange.state.context.clock.now() };
}

function show(
  answer: Extract<ApiAnswer, { type: 'list' | 'kube' | 'object' }>,
  options: RenderOptions,
): object {
  if (answer.type === 'list') {
    return renderList(answer.list, answer.served, options);
  }
  return answer.type === 'kube'
    ? renderObject(answer.object, answer.served, options)
    : answer.object;
}

function toWire(
  answer: Exclude<ApiAnswer, { type: 'watch' }>,
  options: RenderOptions,
  warnings: string[],
): WireAnswer {
  if (answer.type === 'text') {
    const headers = {
      'Content-Type': 'text/plain; charset=utf-8',
      ...answer.headers,
    };
    const { status, text } = answer;
    return { status, body: text, headers, warnings, mayCompress: false };
  }
  const { encoding } = options.rendering;
  return {
    status: answer.type === 'list' ? 200 : answer.status,
    body: encode(show(answer, options), encoding),
    headers: { 'Content-Type': `application/${encoding}` },
    warnings,
    mayCompress: true,
  };
}

/** A refusal in the format that the client takes. */
function encodeRefusal(
  status: FailureStatus,
  accept: string | undefined,
): Pick<WireAnswer, 'body'> & { type: string } {
  return prefersProtobuf(accept)
    ? { type: protobufType, body: writeStatus(status) }
    : {
        type: 'application/json',
        body: `${JSON.stringify(statusBody(status))}\n`,
      };
}

function refusal(
  error: unknown,
  { headers }: ApiRequest,
  rest: { warnings: string[]; log: (line: string) => void },
): WireAnswer {
  const { warnings, log } = rest;
  if (error instanceof PlainTextError) {
    return {
      status: error.code,
      body: error.text,
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Content-Type-Options': 'nosniff',
        ...error.headers,
      },
      warnings,
      mayCompress: false,
    };
  }
  const isKnown = error instanceof StatusError;
  if (!isKnown) {
    const text = error instanceof Error ? error.stack ?? error.message : error;
    log(`500 the simulator itself failed: ${text}`);
  }
  const { status } = isKnown ? error : internal(`simulator fault: ${error}`);
  const retry = status.details?.retryAfterSeconds;
  const { type, body } = encodeRefusal(status, headers.accept);
  return {
    status: status.code,
    body,
    headers: {
      'Content-Type': type,
      ...(retry ? { 'Retry-After': String(retry) } : {}),
      ...(status.isOfAuthorizer ? { 'X-Content-Type-Options': 'nosniff' } : {}),
    },
    warnings,
    mayCompress: true,
  };
}

/** Answers one request. Never throws. */
export async function answerRequest(exchange: Exchange): Promise<void> {
  const { state, request, response, log } = exchange;
  const warnings: string[] = [];
  const api = readRequest(request);
  try {
    const warn = (text: string) => {
      if (!warnings.includes(text)) warnings.push(text);
    };
    const slow = state.fault('api-slow');
    if (slow) {
      // Wall-clock time: what is slow is the server, not the simulated world.
      await new Promise(resolve => {
        setTimeout(resolve, slow.delayMs);
      });
    }
    const { answer, rendering } = await decideAnswer(exchange, api, warn);
    if (answer.type !== 'watch') {
      const options = renderOptions(exchange, api, rendering);
      sendAnswer(request, response, toWire(answer, options, warnings));
      return;
    }
    setCommonHeaders(response, warnings);
    response.setHeader('Content-Type', 'application/json');
    const watch = new WatchConnection({
      stream: answer.stream,
      render: () => renderOptions(exchange, api, rendering),
      clock: state.context.clock,
      response,
      isSilent: exchange.isSilent,
    });
    const forget = exchange.onWatch(watch);
    await watch.run().finally(forget);
  } catch (error) {
    log(`${timestamp(state.context)} ${api.method} ${api.path}: ${error}`);
    sendAnswer(request, response, refusal(error, api, { warnings, log }));
  }
}
