import { createSourceEventStream, execute, parse } from 'graphql';

import { createContext } from '../../../src/graphql/context.ts';
import type { GraphqlContext } from '../../../src/graphql/context.ts';
import { schema } from '../../../src/graphql/schema.ts';
import type { RunningServer } from '../../../src/http/server.ts';
import { pick } from '../../support/graphql-client.ts';
import { mutation } from '../../support/mutations.ts';
import { noSubscriptions } from '../../support/no-subscriptions.ts';
import type { Expected } from './expectations.ts';
import type { Identity } from './identities.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { Question } from './questions.ts';

/** Of an HTTP request, besides who sends it. */
export type Sending = Readonly<{ method?: string; body?: Uint8Array<ArrayBuffer> }>;

type Problem = Readonly<{ message?: string; extensions?: Readonly<Record<string, unknown>> }>;
type Answer = Readonly<{ data?: unknown; errors?: readonly Problem[] | undefined }>;

export type Asking = Readonly<{
  ask: (identity: Identity, query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  question: (identity: Identity, question: Question) => Promise<Expected>;
  /** All of them in one operation; null where any went wrong, so that they have to be asked one by one. */
  questions: (identity: Identity, asked: readonly Question[]) => Promise<readonly Expected[] | null>;
  command: (identity: Identity, name: string, input: object) => Promise<Expected>;
  /** Does the subscription begin? */
  follow: (identity: Identity, query: string) => Promise<Expected>;
  fetch: (identity: Identity, path: string, init: Sending) => Promise<Expected>;
}>;

/** Asks for anybody: people in process, which is fast; machines over HTTP, where their scopes are looked at. */
export function createAsking(world: MatrixWorld, server: RunningServer): Asking {
  const ask: Asking['ask'] = async (identity, query, variableValues = {}) => {
    if (identity.scopes) return sent(server, identity, { query, variables: variableValues });
    return execute({ schema, document: parse(query), contextValue: contextOf(world, identity), variableValues });
  };

  return {
    ask,
    question: async (identity, { query, found }) => {
      const answer = await ask(identity, query);
      return codeOf(answer) ?? presence(answer.data, found);
    },
    questions: async (identity, asked) => {
      const parts = asked.map(({ query }, index) => `q${index}: ${query.slice(1, -1)}`);
      const answer = await ask(identity, `{ ${parts.join(' ')} }`);
      if (answer.errors) return null;
      return asked.map(({ field, found }, index) => presence(answer.data, `q${index}${found.slice(field.length)}`));
    },
    command: async (identity, name, input) => {
      const answer = await ask(identity, mutation(name), { input: { ...input, validateOnly: true } });
      const refusal = pick(answer.data, `${name}.code`);
      return codeOf(answer) ?? (typeof refusal === 'string' ? refusal : 'ALLOWED');
    },
    follow: async (identity, query) => {
      if (identity.scopes && (await refusesToFollow(server, identity, query))) return 'TOKEN_SCOPE';
      const contextValue = contextOf(world, identity);
      const told = await createSourceEventStream({ schema, document: parse(query), contextValue });
      return Symbol.asyncIterator in told ? 'ALLOWED' : (codeOf(told) ?? 'NOTHING');
    },
    fetch: (identity, path, init) => served(server, identity, path, init),
  };
}

function contextOf(world: MatrixWorld, { person }: Identity): GraphqlContext {
  const { reader, bare: handle } = world;
  return createContext({ reader, handle, person, locale: 'EN', requestId: 'matrix', live: noSubscriptions(reader) });
}

async function sent(server: RunningServer, identity: Identity, body: object): Promise<Answer> {
  const headers = { ...authorized(identity), 'content-type': 'application/json' };
  const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(body) });
  // What GraphQL answers with has this shape.
  return (await response.json()) as Answer;
}

/** Whatever else is the matter with it is told in process. */
async function refusesToFollow(server: RunningServer, identity: Identity, query: string): Promise<boolean> {
  const headers = { ...authorized(identity), 'content-type': 'application/json', accept: 'text/event-stream' };
  const leaving = new AbortController();
  const { signal } = leaving;
  const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query }), signal });
  leaving.abort();
  return response.status === 403;
}

async function served(server: RunningServer, identity: Identity, path: string, init: Sending): Promise<Expected> {
  const response = await fetch(new URL(path, server.url), { ...init, headers: authorized(identity) });
  const text = await response.text();
  if (response.ok) return 'ALLOWED';
  return init.method === 'HEAD' ? String(response.status) : (/"code":"(\w+)"/.exec(text)?.[1] ?? 'NOTHING');
}

function authorized({ person }: Identity): Record<string, string> {
  return person === null ? {} : { authorization: `Bearer ${person}` };
}

function codeOf({ errors }: Answer): string | null {
  const [first] = errors ?? [];
  const code = first && (first.extensions?.['code'] ?? first.message);
  return typeof code === 'string' ? code : null;
}

function presence(data: unknown, found: string): Expected {
  const value = pick(data, found);
  return value === null || value === undefined || value === 0 ? 'INVISIBLE' : 'ALLOWED';
}
