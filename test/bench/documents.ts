import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { connectDrizzle } from '../../src/database/connect.ts';
import { openDocuments } from '../../src/document/documents.ts';
import { startServer } from '../../src/http/server.ts';
import { createDemoTokens } from '../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../src/identity/identity.ts';
import { documentParts } from '../support/document-parts.ts';
import { openReportingWorld, REPORTER } from '../support/reporting-world.ts';
import type { BenchDatabase } from './databases.ts';
import { quantile } from './figures.ts';
import { floorOf, watched } from './watched.ts';

const MEBIBYTE = 1_048_576;
const BYTES = 200 * MEBIBYTE;
const TURNS = 3;

const SENDER = join(import.meta.dirname, 'document-sender.ts');

/** A large document over HTTP: what it adds to the memory of the server, and how fast it is beside hashing and writing alone. */
export async function benchDocuments(server: BenchDatabase, say: (line: string) => void): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'jejak-bench-documents-'));
  try {
    const floor = await floorOf(TURNS, () => hashAndWrite(join(home, 'floor')));
    say(`\ndocuments of ${BYTES / MEBIBYTE} MiB`);
    say(`  hash, write, fsync  ${rate(floor)}`);
    await uploads({ server, home, floor, say });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

type Uploading = Readonly<{ server: BenchDatabase; home: string; floor: number; say: (line: string) => void }>;

async function uploads({ server, home, floor, say }: Uploading): Promise<void> {
  const world = await openReportingWorld(server.applicationUrl);
  const connection = connectDrizzle(server.applicationUrl, { max: 4 });
  const settings = { home, maximumBytes: BYTES };
  const documents = await openDocuments(settings, documentParts(server, connection));
  const tokens = await createDemoTokens({ home, origin: 'bench.jejak', demo: true });
  const identify = createIdentify([tokens.check]);
  const log = { info: () => undefined, error: () => undefined };
  const readiness = () => Promise.resolve({ ready: true } as const);
  const { reader, handle, live } = world;
  const http = await startServer({ port: 0, reader, handle, live, documents, identify, readiness, log });
  try {
    const token = await tokens.issueToken(REPORTER);
    const send = (bytes: number): Promise<unknown> =>
      promisify(execFile)(process.execPath, [SENDER, http.url, token, String(bytes)]);
    // What is loaded and made once is not what an upload adds.
    await send(MEBIBYTE);
    const before = process.memoryUsage.rss() / MEBIBYTE;
    const { taken, memory } = await watched(TURNS, () => send(BYTES));
    const median = quantile(
      taken.toSorted((a, b) => a - b),
      0.5,
    );
    say(
      `  PUT /documents      ${rate(median)}   x floor ${(median / floor).toFixed(1)}   ` +
        `memory ${before.toFixed(0)} MiB before, ${(memory - before).toFixed(0)} MiB more at most`,
    );
  } finally {
    await http.close();
    await documents.close();
    await connection.close();
    await world.close();
  }
}

/** The least that could be done with the bytes. */
async function hashAndWrite(path: string): Promise<void> {
  const chunk = randomBytes(65_536);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let bytes = 0; bytes < BYTES; bytes += chunk.length) {
    hash.update(chunk);
    await file.write(chunk);
  }
  hash.digest();
  await file.sync();
  await file.close();
}

function rate(milliseconds: number): string {
  return `${(BYTES / MEBIBYTE / (milliseconds / 1000)).toFixed(1).padStart(7)} MiB/s`;
}
