import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { connect } from '../../src/database/connect.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import type { Digest } from '../../src/kernel/digest.ts';
import type { Body } from './body.ts';

/** What is wrong with what a product left behind; nothing, if all is well. */
export type Findings = Readonly<{ wrong: readonly string[]; rows: number; stored: number; incoming: number }>;

const STORED = /^[0-9a-f]{64}$/;

type Row = Readonly<{ digest: Digest; bytes: string }>;

/** Looks at the files and the rows themselves, with the product stopped: whatever was acknowledged, and nothing by halves. */
export async function examine(home: string, acknowledged: readonly Body[]): Promise<Findings> {
  const folder = join(home, 'documents');
  const { stored, wrong } = await readStore(folder);
  const rows = await rowsOf(home);
  const known = new Set(rows.map(({ digest }) => digest));
  const byHalves = [
    ...rows.filter(({ digest }) => !stored.has(digest)).map(({ digest }) => `${digest} is recorded and not stored`),
    ...[...stored.keys()]
      .filter((digest) => !known.has(digest))
      .map((digest) => `${digest} is stored and not recorded`),
  ];
  const lost = acknowledged.flatMap((body) => lostOf(body, { stored, rows }));
  const incoming = await bytesIn(join(folder, 'incoming'));
  return { wrong: [...wrong, ...byHalves, ...lost], rows: rows.length, stored: stored.size, incoming };
}

type Left = Readonly<{ stored: ReadonlyMap<Digest, number>; rows: readonly Row[] }>;

function lostOf({ digest, bytes }: Body, { stored, rows }: Left): readonly string[] {
  const recorded = rows.filter((row) => row.digest === digest);
  if (stored.get(digest) !== bytes) return [`${digest} was acknowledged and is not stored`];
  if (recorded.length !== 1) return [`${digest} was acknowledged and has ${recorded.length} rows`];
  return Number(recorded[0]?.bytes) === bytes ? [] : [`${digest} is recorded with another size`];
}

async function readStore(folder: string): Promise<Pick<Left, 'stored'> & Pick<Findings, 'wrong'>> {
  const wrong: string[] = [];
  const stored = new Map<Digest, number>();
  for (const path of await filesIn(folder)) {
    const name = path.split('/').at(-1) ?? '';
    if (!STORED.test(name)) wrong.push(`${path} is no document`);
    else if ((await digestOfFile(path)) !== name) wrong.push(`${path} holds other bytes than it says`);
    else stored.set(`sha256:${name}`, (await stat(path)).size);
  }
  return { stored, wrong };
}

async function rowsOf(home: string): Promise<readonly Row[]> {
  const log = { info: () => undefined, warn: () => undefined };
  const server = await startEmbedded({ home, log });
  const sql = connect(server.applicationUrl, { max: 1 });
  try {
    return await sql<Row[]>`select digest, bytes from document_upload`;
  } finally {
    await sql.end();
    await server.close();
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const incoming = join(folder, 'incoming');
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(incoming))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
