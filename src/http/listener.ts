import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerProblem, currentExchange, exchangeOf } from './exchange.ts';
import type { Exchange, Problem } from './exchange.ts';
import { answerHealth, answerReadiness } from './health.ts';
import type { TokenSigner } from './identity.ts';
import { createGraphql } from './yoga.ts';
import type { GraphqlParts } from './yoga.ts';

export type ListenerParts = GraphqlParts &
  Readonly<{
    tokens: TokenSigner;
    /** Whether the database answers and the ledger is open. */
    isReady: () => Promise<boolean>;
  }>;

/** Resolves when the request has been answered. Never throws: whatever goes wrong is logged and answered. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Visit = Readonly<{ request: IncomingMessage; response: ServerResponse; exchange: Exchange }>;

/**
 * On every answer: nothing is guessed from bytes, framed or stored by others, and no address of ours is told on.
 * GraphiQL brings its scripts along from elsewhere, so scripts are not narrowed.
 */
const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const NOT_FOUND: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: 'Tidak ada apa-apa di alamat ini. API-nya ada di /graphql.',
    en: 'Nothing is here. The API is at /graphql.',
  },
};

const UNAUTHENTICATED: Problem = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: {
    id: 'Token tidak sah, kedaluwarsa, atau dibuat untuk buku besar lain.',
    en: 'The token is malformed, has expired, or was issued for another ledger.',
  },
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
};

const UNSUPPORTED_MEDIA_TYPE: Problem = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: {
    id: 'Kirim isi permintaan sebagai application/json.',
    en: 'Send the request body as application/json.',
  },
};

const BODY_TOO_LARGE: Problem = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  message: { id: 'Isi permintaan terlalu besar.', en: 'The request body is too large.' },
  headers: { connection: 'close' },
};

const BROKEN: Problem = {
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  message: { id: 'Terjadi kesalahan di server.', en: 'Something went wrong on the server.' },
};

export function createListener(parts: ListenerParts): Listener {
  const answer = createAnswer(parts);
  return async (request, response) => {
    const exchange = exchangeOf(request);
    const { requestId } = exchange;
    response.setHeaders(new Map(Object.entries({ ...SAFE_HEADERS, 'x-request-id': requestId })));
    try {
      await currentExchange.run(exchange, () => answer({ request, response, exchange }));
    } catch (error) {
      parts.log.error({ err: error, requestId }, 'a request failed unexpectedly');
      if (!response.headersSent) answerProblem(response, BROKEN, exchange);
    }
  };
}

function createAnswer(parts: ListenerParts): (visit: Visit) => Promise<void> {
  const { tokens, isReady, bodyBytes } = parts;
  const graphql = createGraphql(parts);

  const answerGraphql = async (visit: Visit): Promise<void> => {
    const { request, response, exchange } = visit;
    const person = await tokens.personOf(request.headers.authorization);
    const problem = person.ok ? bodyProblem(request, bodyBytes) : UNAUTHENTICATED;
    if (problem) turnDown(visit, problem);
    else if (person.ok) await graphql.handle(request, response, { exchange, person: person.value });
  };

  return async (visit) => {
    const { request, response } = visit;
    const [path] = (request.url ?? '').split('?', 1);
    if (path === '/graphql') await answerGraphql(visit);
    else if (path === '/health') answerHealth(response);
    else if (path === '/ready') await answerReadiness(response, isReady);
    else turnDown(visit, NOT_FOUND);
  };
}

/**
 * Only JSON is taken: the other types GraphQL may be sent as are those that any page can post without asking first
 * (cross-site request forgery).
 */
function bodyProblem({ method, headers }: IncomingMessage, bodyBytes: number): Problem | null {
  if (method !== 'POST') return null;
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return UNSUPPORTED_MEDIA_TYPE;
  return Number(headers['content-length'] ?? 0) > bodyBytes ? BODY_TOO_LARGE : null;
}

/** The rest of the body is read and dropped, so that a client that is still sending gets to hear the answer. */
function turnDown({ request, response, exchange }: Visit, problem: Problem): void {
  request.resume();
  answerProblem(response, problem, exchange);
}
