import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from 'vitest';

import { startServer } from '../../src/http/server.ts';
import type { RunningServer, ServerParts } from '../../src/http/server.ts';
import { createApiTokenCheck } from '../../src/identity/api-tokens.ts';
import { createDemoTokens } from '../../src/identity/demo-tokens.ts';
import type { DemoTokens } from '../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../src/identity/identity.ts';
import { liveApiToken } from '../../src/view/api-tokens.ts';
import { openReportingWorld } from './reporting-world.ts';
import type { ReportingWorld } from './reporting-world.ts';
import { useTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

export type Problem = Readonly<{
  message: string;
  extensions: Readonly<{ code: string; issues?: readonly Readonly<{ path: readonly string[]; message: string }>[] }>;
}>;

export type Data = Readonly<Record<string, unknown>>;

export type Reply = Readonly<{ status: number; headers: Headers; data: Data | null; errors: readonly Problem[] }>;

export type Asked = Readonly<{
  query: string;
  variables?: object;
  /** Absent: nobody in particular. */
  person?: string;
  headers?: Readonly<Record<string, string>>;
}>;

/** A server with a client: one operation per call. */
export type Served = RunningServer & Readonly<{ send: (asked: Asked) => Promise<Reply> }>;

export type HttpWorld = ReportingWorld &
  Served &
  Readonly<{
    database: TestDatabase;
    /** What the servers logged as errors. */
    logged: readonly Readonly<{ facts: object; message: string }>[];
    tokens: DemoTokens;
    /** Another server of the same world, which closes with it at the latest. */
    serve: (parts: Partial<ServerParts>) => Promise<Served>;
  }>;

/** One place that reports in one open cycle, behind a real server on a free port. Call it once at the top of a file. */
export function useHttpWorld(): () => HttpWorld {
  const database = useTestDatabase();
  let world: HttpWorld;
  let home: string;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'jejak-http-'));
    world = await open(database(), home, servers);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await world.close();
    await rm(home, { recursive: true, force: true });
  });

  return () => world;
}

async function open(database: TestDatabase, home: string, servers: RunningServer[]): Promise<HttpWorld> {
  const world = await openReportingWorld(database.applicationUrl);
  const tokens = await createDemoTokens({ home, origin: 'test.jejak', demo: true });
  const identify = createIdentify([createApiTokenCheck((id) => liveApiToken(world.reader, id)), tokens.check]);
  const logged: HttpWorld['logged'][number][] = [];
  const log = {
    info: () => undefined,
    error: (facts: object, message: string) => void logged.push({ facts, message }),
  };
  const { reader, handle, live, documents } = world;
  const readiness: ServerParts['readiness'] = () => Promise.resolve({ ready: true });
  const serve = async (parts: Partial<ServerParts>): Promise<Served> => {
    const server = await startServer({ port: 0, reader, handle, live, documents, identify, readiness, log, ...parts });
    servers.push(server);
    return { ...server, send: (asked) => sendOperation(server.url, tokens, asked) };
  };
  return { ...world, ...(await serve({})), close: world.close, database, logged, tokens, serve };
}

/** One operation to any server. */
export async function sendOperation(
  url: string,
  tokens: DemoTokens,
  { query, variables, person, headers }: Asked,
): Promise<Reply> {
  const authorization = person === undefined ? {} : { authorization: `Bearer ${await tokens.issueToken(person)}` };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return replyOf(response);
}

export async function replyOf(response: Response): Promise<Reply> {
  const { data = null, errors = [] } = (await response.json()) as Readonly<{ data?: Data; errors?: Problem[] }>;
  return { status: response.status, headers: response.headers, data, errors };
}
