import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whose scripts may read answers, as exact origins: `https://example.org`. */
export type CorsOrigins = ReadonlySet<string>;

/** Hashes and what is signed over them are everybody's, and checked in browsers too; entries are not. */
const EVERYBODYS = /^\/log\/(?:checkpoint(?:\?|$)|tile\/\d)/;

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';

const REQUEST_HEADERS = [
  'authorization',
  'content-digest',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'if-range',
  'last-event-id',
  'range',
  'repr-digest',
  'upload-complete',
  'upload-length',
  'upload-offset',
  'x-request-id',
].join(', ');

const ANSWER_HEADERS = [
  'content-disposition',
  'content-range',
  'etag',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'upload-complete',
  'upload-limit',
  'upload-offset',
  'www-authenticate',
  'x-request-id',
].join(', ');

/** Longer than a visit of a page, shorter than a setting that was taken back may go on to hold. */
const PREFLIGHT_SECONDS = 600;

/**
 * Lets the scripts of the origins that are named read the answer; of others, browsers keep it (Fetch §3.2). No credentials:
 * a bearer token is put there by the page itself, and nothing else of the visitor's may come along. True where the request
 * was only the question whether it may be sent, which is answered then.
 */
export function answerCors(request: IncomingMessage, response: ServerResponse, origins: CorsOrigins): boolean {
  const { origin } = request.headers;
  const open = EVERYBODYS.test(request.url ?? '');
  if (!open && origins.size > 0) response.setHeader('vary', 'origin');
  if (origin === undefined || !(open || origins.has(origin))) return false;
  response.setHeader('access-control-allow-origin', open ? '*' : origin);
  response.setHeader('access-control-expose-headers', ANSWER_HEADERS);
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (!isPreflight(request)) return false;
  request.resume();
  response.writeHead(204, {
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': REQUEST_HEADERS,
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  });
  response.end();
  return true;
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
