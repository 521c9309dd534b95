import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');

/** The product as anybody runs it, with the demo told, seen from outside. */
export type Running = Readonly<{
  /** Without a slash at the end. */
  address: string;
  /** What a command of the command line prints. */
  jejak: (...words: string[]) => Promise<string>;
  stop: () => Promise<void>;
}>;

/** Starts it with a home of its own on a free port; resolves when it is ready. */
export async function start(home: string): Promise<Running> {
  const env = { PATH: process.env['PATH'] ?? '', PORT: '0', JEJAK_HOME: home, LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const jejak = async (...words: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/main.ts', ...words], { cwd: ROOT, env });
    return stdout.trim();
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return { address: new URL(line.slice('ready '.length)).origin, jejak, stop };
  }
  throw new Error('the product did not become ready');
}

/** Saves what a GET answers with; throws unless it is 200. */
export async function save(url: string, token: string | null, file: string): Promise<void> {
  const response = await fetch(url, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  await writeFile(file, await response.bytes());
}

const REPORTS = `query ($after: String) {
  reports(first: 50, after: $after) { nodes { unit { code } cycle { code } } pageInfo { hasNextPage endCursor } }
}`;

const REGISTER = `mutation ($input: RegisterOrganizationInput!) {
  registerOrganization(input: $input) { __typename }
}`;

type Page = Readonly<{
  nodes: readonly Readonly<{ unit: { code: string }; cycle: { code: string } }>[];
  pageInfo: Readonly<{ hasNextPage: boolean; endCursor: string }>;
}>;

type Asked = Readonly<{ query: string; variables: object; token: string }>;

/** `<unit>/<cycle>` of every report there is. */
export async function reportsOf(running: Running, token: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo }: Page = await pageOfReports(running, { after, token });
    keys.push(...nodes.map(({ unit, cycle }) => `${unit.code}/${cycle.code}`));
    if (!pageInfo.hasNextPage) return keys;
    after = pageInfo.endCursor;
  }
}

async function pageOfReports(
  running: Running,
  { after, token }: Readonly<{ after: string | null; token: string }>,
): Promise<Page> {
  const asked = { query: REPORTS, variables: { after }, token };
  return (await ask<Readonly<{ reports: Page }>>(running, asked)).reports;
}

/** Has so many more entries recorded. */
export async function grow(running: Running, entries: number): Promise<void> {
  const token = await running.jejak('token', 'administrator');
  const register = (nth: number): Promise<unknown> => {
    const input = { jurisdiction: '64.74', organization: `office-${nth}`, kind: 'AGENCY', name: `Office ${nth}` };
    return ask(running, { query: REGISTER, variables: { input }, token });
  };
  await Promise.all(Array.from({ length: entries }, (_, nth) => register(nth)));
}

async function ask<Data>({ address }: Running, { query, variables, token }: Asked): Promise<Data> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Readonly<{ data: Data; errors?: unknown }>;
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
