import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import type { YogaServerInstance } from 'graphql-yoga';

import { createContext } from '../graphql/context.ts';
import type { GraphqlContext, LiveSource } from '../graphql/context.ts';
import { schema } from '../graphql/schema.ts';
import type { Seats } from '../graphql/seats.ts';
import type { Identity } from '../identity/identity.ts';
import type { Tracer } from '../kernel/trace.ts';
import type { Handle } from '../usecase/handle.ts';
import type { Reader } from '../view/reader.ts';
import { useCost } from './cost.ts';
import { useEventStream } from './event-stream.ts';
import type { Exchange } from './exchange.ts';
import { useGuard } from './guard.ts';
import { createMask } from './mask.ts';
import type { HttpLog } from './mask.ts';
import { useNamedOperation } from './named-operation.ts';
import { publishedOperations } from './operations.ts';
import type { RateLimits } from './rate-limits.ts';
import { useScopes } from './scopes.ts';
import { useSubscriptions } from './subscriptions.ts';
import { useTimeout } from './timeout.ts';

/** What operations are answered from. */
export type GraphqlParts = Readonly<{
  reader: Reader;
  handle: Handle;
  live: LiveSource;
  seats: Seats;
  log: HttpLog;
  tracer?: Tracer;
  operationMilliseconds: number;
  keepAliveMilliseconds: number;
  /** Null: nobody is limited. */
  rateLimits: RateLimits | null;
}>;

/** What the request brought along: who asks, and how the answer is to speak. */
export type Asking = Readonly<{
  exchange: Exchange;
  caller: Identity | null;
  /** Where the request comes from, as limits know it. */
  address: string;
  /** Aborted when the asker has left, or has to. */
  line: AbortController;
  /** The last event that an EventSource was told of before it came back. */
  lastEventId: string | null;
}>;

/** GraphQL over HTTP at `/graphql`, with GraphiQL for browsers. */
export function createGraphql(parts: GraphqlParts): YogaServerInstance<Asking, GraphqlContext> {
  const { reader, handle, live, seats, log, tracer, rateLimits, operationMilliseconds, keepAliveMilliseconds } = parts;
  return createYoga<Asking, GraphqlContext>({
    schema,
    context: ({ caller, exchange: { requestId, locale }, line, lastEventId }) =>
      createContext({
        reader,
        handle,
        person: caller?.person ?? null,
        scopes: caller?.scopes ?? null,
        locale,
        requestId,
        live: { ...live, seats, line, lastEventId },
      }),
    // Brings its scripts along, so that the page works where nothing else can be fetched.
    renderGraphiQL,
    graphiql: { title: 'Jejak', defaultTabs: publishedOperations().map((query) => ({ query })) },
    maskedErrors: { maskError: createMask(log) },
    // Bodies have been read, and bounded, before they come here.
    maxRequestBodySize: false,
    // It would keep a thousand queries of a mebibyte each, for whoever sends them.
    parserAndValidationCache: false,
    plugins: [
      useGuard(),
      useTimeout(operationMilliseconds),
      useNamedOperation(tracer),
      useScopes(),
      useCost(rateLimits),
      useSubscriptions({ rateLimits, operationMilliseconds }),
      useEventStream(keepAliveMilliseconds),
    ],
    batching: false,
    multipart: false,
    landingPage: false,
    // No other site's scripts may read answers; tokens are bearer tokens, so none can ride on a visitor's session either.
    cors: false,
    // Errors are logged where they are masked.
    logging: false,
  });
}
