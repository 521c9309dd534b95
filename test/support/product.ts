import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { createDemoTokens } from '../../src/identity/demo-tokens.ts';
import type { DemoTokens } from '../../src/identity/demo-tokens.ts';
import { COMPILED } from './compiled.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The product as its users run it: a process of its own with an embedded database, spoken to over HTTP. */
export type Product = Readonly<{
  /** Of its GraphQL endpoint. */
  url: string;
  pid: number;
  /** What it said on standard error so far. */
  said: () => string;
  /** Of whom it believes that they are who they say they are. */
  tokens: DemoTokens;
  ask: (query: string, variables: object, identity: string) => Promise<Answered>;
  kill: () => Promise<void>;
  killDatabase: () => Promise<void>;
  /** Stops it as an operator does, and answers its exit code. */
  stop: () => Promise<number | null>;
}>;

export type Answered = Readonly<{ data?: Record<string, unknown>; errors?: readonly Readonly<{ message: string }>[] }>;

/** What a command printed, and how it ended. */
export type Ran = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** Settings beside the home. */
export type Environment = Readonly<Record<string, string>>;

/** Starts the product and kills it as soon as it has told a part of the demo. */
export async function killWhileTelling(home: string): Promise<void> {
  const child = launch(home, {});
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.startsWith('telling the demo') && line.includes('###')) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Resolves when the product says that it is ready. */
export async function startProduct(home: string, environment: Environment = {}): Promise<Product> {
  const child = launch(home, environment);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const url = await readyUrl(child.stdout, exited, said);
  const tokens = await createDemoTokens({ home, origin: 'jejak.local/demo', demo: true });

  const ask: Product['ask'] = async (query, variables, identity) => {
    const authorization = `Bearer ${await tokens.issueToken(identity)}`;
    const headers = { 'content-type': 'application/json', authorization };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Answered;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return exited;
  };
  const killDatabase = async (): Promise<void> => {
    const file = await readFile(join(home, 'postgres-18', 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(file.split('\n', 1)[0]), 'SIGKILL');
  };
  // It has printed something, so it was spawned.
  const pid = child.pid ?? NaN;
  return { url, pid, said: () => said.join(''), tokens, ask, kill, killDatabase, stop };
}

/** Runs a command to its end: `npm run jejak -- <words>`. */
export async function runJejak(home: string, words: readonly string[], environment: Environment = {}): Promise<Ran> {
  const child = run(['src/cli/main.ts', ...words], home, environment);
  const closed = once(child, 'close').then(([code]) => code as number | null);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

async function readyUrl(
  stdout: NodeJS.ReadableStream,
  exited: Promise<number | null>,
  said: readonly string[],
): Promise<string> {
  const ready = (async () => {
    for await (const line of createInterface({ input: stdout })) if (line.startsWith('ready ')) return line.slice(6);
    return null;
  })();
  const url = await Promise.race([ready, exited.then(() => null)]);
  if (url === null) throw new Error(`the product did not become ready: ${said.join('')}`);
  return url;
}

function launch(home: string, environment: Environment): ChildProcessByStdio<null, Readable, Readable> {
  return run(['src/main.ts'], home, environment);
}

function run(words: readonly string[], home: string, more: Environment): ChildProcessByStdio<null, Readable, Readable> {
  const environment = {
    ...COMPILED,
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    JEJAK_HOME: home,
    LOG_LEVEL: 'warn',
    ...more,
  };
  return spawn(process.execPath, words, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}
