import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectDrizzle } from '../../src/database/connect.ts';
import { createDemoTokens } from '../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../src/identity/identity.ts';
import { startServer } from '../../src/http/server.ts';
import type { ServerParts } from '../../src/http/server.ts';
import { NO_CHECKPOINTS } from '../../src/ledger/checkpoints.ts';
import { readContent } from '../../src/ledger/content.ts';
import { LOCKED_VAULT } from '../../src/ledger/sealed/vault.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import { createPapers } from '../../src/usecase/papers.ts';
import type { Reader } from '../../src/view/reader.ts';
import { noSubscriptions } from '../support/no-subscriptions.ts';

/** A server with one client, who may see everything. */
export type Serving = Readonly<{
  url: string;
  token: string;
  /** Throws where anything went wrong. */
  ask: (query: string, variables?: object) => Promise<unknown>;
  fetch: (path: string, init?: Readonly<{ method?: 'POST'; body?: string }>) => Promise<Response>;
  close: () => Promise<void>;
}>;

type Served = Pick<ServerParts, 'reader' | 'handle' | 'live'>;

/** A server whose connections are its own, so that it remembers nothing. Only to be asked. */
export async function serveReading(url: string): Promise<Serving> {
  const { db, close } = connectDrizzle(url, { max: 10 });
  const papers = createPapers((digest) => readContent(db, digest));
  const reader: Reader = {
    database: db,
    catalogue: jejakCatalogue,
    papers,
    checkpoints: NO_CHECKPOINTS,
    vault: LOCKED_VAULT,
  };
  const handle: Served['handle'] = () => Promise.reject(new Error('here is only read'));
  const serving = await serve({ reader, handle, live: noSubscriptions(reader) }, 'auditor');
  const closeBoth = async (): Promise<void> => {
    await serving.close();
    await close();
  };
  return { ...serving, close: closeBoth };
}

export async function serve(parts: Served, person: string): Promise<Serving> {
  const home = await mkdtemp(join(tmpdir(), 'jejak-bench-http-'));
  const tokens = await createDemoTokens({ home, origin: 'test.jejak', demo: true });
  const log: ServerParts['log'] = {
    info: () => undefined,
    error: (facts, message) => void process.stderr.write(`${message} ${String(Object.values(facts)[0])}\n`),
  };
  const readiness: ServerParts['readiness'] = () => Promise.resolve({ ready: true });
  const subscriptions = { inAll: 1000, each: 1000, anonymous: 1000, longestMilliseconds: 3_600_000 };
  const server = await startServer({
    ...parts,
    port: 0,
    identify: createIdentify([tokens.check]),
    log,
    readiness,
    limits: { subscriptions },
  });
  const token = await tokens.issueToken(person);
  const authorization = `Bearer ${token}`;
  const get: Serving['fetch'] = (path, { method = 'GET', body = null } = {}) =>
    fetch(new URL(path, server.url), {
      method,
      body,
      headers: { authorization, 'content-type': path === '/graphql' ? 'application/json' : 'text/csv' },
    });
  const ask: Serving['ask'] = async (query, variables = {}) => {
    const response = await get('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) });
    // What the server answers is JSON of this form.
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  const close = async (): Promise<void> => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  };
  return { url: server.url, token, ask, fetch: get, close };
}
