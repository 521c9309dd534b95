import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Tracer } from '../kernel/trace.ts';
import type { Exchange } from './exchange.ts';
import type { HttpLog } from './mask.ts';

/** One request as it was answered. `route`, `method` and `status` are each one of a few words: they can be counted by. */
export type RequestFacts = Readonly<{
  route: string;
  method: string;
  /** `cut`: the asker left, or was cut off, before the end of the answer. */
  status: number | 'cut';
  milliseconds: number;
  /** An answer that goes on for as long as it is listened to says nothing of how fast we are. */
  streamed: boolean;
}>;

export type HttpObserver = Readonly<{ began: () => void; answered: (facts: RequestFacts) => void }>;

type Visit = Readonly<{ request: IncomingMessage; response: ServerResponse; exchange: Exchange }>;

const WATCHING = ['/health', '/ready', '/metrics'];
const PATHS = new Set(['/graphql', '/log/checkpoint', ...WATCHING]);
const FOLDERS = /^\/(log\/tile|bundles|exports|imports|documents|oidc)(?=\/|$)/;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The address without what is particular to one request: what anybody may send would be names without end. */
export function routeOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return PATHS.has(path) ? path : (FOLDERS.exec(path)?.[0] ?? 'other');
}

export function methodOf({ method = '' }: Pick<IncomingMessage, 'method'>): string {
  return METHODS.has(method) ? method : 'other';
}

/**
 * One line for each request, when its answer is over: never a query string, a body or a header, which hold what people
 * wrote and the tokens they showed. Those who only watch whether we are well are told of at `debug`.
 */
export function followRequest(visit: Visit, parts: Readonly<{ log: HttpLog; observe?: HttpObserver }>): void {
  const { request, response, exchange } = visit;
  const began = performance.now();
  const sentBefore = request.socket.bytesWritten;
  const route = routeOf(request.url ?? '');
  const method = methodOf(request);
  parts.observe?.began();
  response.once('close', () => {
    const milliseconds = performance.now() - began;
    const status = response.writableFinished ? response.statusCode : 'cut';
    const streamed = String(response.getHeader('content-type')).startsWith('text/event-stream');
    parts.observe?.answered({ route, method, status, milliseconds, streamed });
    const { requestId, footprint } = exchange;
    const bytes = request.socket.bytesWritten - sentBefore;
    const line = { requestId, method, route, status, ms: Math.round(milliseconds), bytes, ...footprint };
    parts.log[WATCHING.includes(route) ? 'debug' : 'info']?.(line, 'request');
  });
}

/** The answering of a request as a span, part of the trace that its sender says it belongs to. */
export function traceRequest(visit: Visit, tracer: Tracer, work: () => Promise<void>): Promise<void> {
  const { request, response } = visit;
  const route = routeOf(request.url ?? '');
  const method = methodOf(request);
  const attributes = { 'http.request.method': method, 'http.route': route };
  const { traceparent } = request.headers;
  return tracer.within(typeof traceparent === 'string' ? traceparent : null, () =>
    tracer.span(`${method} ${route}`, attributes, async (span) => {
      await work();
      span.set({ 'http.response.status_code': response.statusCode });
    }),
  );
}
