import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import type { YogaServerInstance } from 'graphql-yoga';

import { createContext } from '../graphql/context.ts';
import type { GraphqlContext } from '../graphql/context.ts';
import { schema } from '../graphql/schema.ts';
import type { Handle } from '../usecase/handle.ts';
import type { Reader } from '../view/reader.ts';
import { useCost } from './cost.ts';
import type { Exchange } from './exchange.ts';
import { useGuard } from './guard.ts';
import { createMask } from './mask.ts';
import type { HttpLog } from './mask.ts';
import { publishedOperations } from './operations.ts';
import { useTimeout } from './timeout.ts';

/** What operations are answered from. */
export type GraphqlParts = Readonly<{
  reader: Reader;
  handle: Handle;
  log: HttpLog;
  operationMilliseconds: number;
}>;

/** What the request brought along: who asks, and how the answer is to speak. */
export type Caller = Readonly<{ exchange: Exchange; person: string | null }>;

/** GraphQL over HTTP at `/graphql`, with GraphiQL for browsers. */
export function createGraphql(parts: GraphqlParts): YogaServerInstance<Caller, GraphqlContext> {
  const { reader, handle, log, operationMilliseconds } = parts;
  return createYoga<Caller, GraphqlContext>({
    schema,
    context: ({ person, exchange: { requestId, locale } }) =>
      createContext({ reader, handle, person, locale, requestId }),
    // Brings its scripts along, so that the page works where nothing else can be fetched.
    renderGraphiQL,
    graphiql: { title: 'Jejak', defaultTabs: publishedOperations().map((query) => ({ query })) },
    maskedErrors: { maskError: createMask(log) },
    // Bodies have been read, and bounded, before they come here.
    maxRequestBodySize: false,
    // It would keep a thousand queries of a mebibyte each, for whoever sends them.
    parserAndValidationCache: false,
    plugins: [useGuard(), useTimeout(operationMilliseconds), useCost()],
    batching: false,
    multipart: false,
    landingPage: false,
    // No other site's scripts may read answers; tokens are bearer tokens, so none can ride on a visitor's session either.
    cors: false,
    // Errors are logged where they are masked.
    logging: false,
  });
}
