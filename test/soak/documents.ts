import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { stopPostmaster } from '../../src/database/postmaster.ts';
import { startProduct } from '../support/product.ts';
import type { Product } from '../support/product.ts';
import { createBody } from './body.ts';
import type { Body } from './body.ts';
import { upload } from './client.ts';
import type { Door, Tally } from './client.ts';
import { examine } from './findings.ts';

/** Many clients upload many documents over lines that break, and the product is killed in the middle: `npm run soak`. */
const [count = '1000', folder = tmpdir()] = process.argv.slice(2);

const CLIENTS = 16;

/** No machine that is of use takes longer. */
const MOST_MINUTES = 30;

const MEBIBYTE = 1_048_576;
const LOOK_MILLISECONDS = 100;

/** More than one, since each may only send so much at once; each brings documents in one name. */
const PEOPLE = ['64.71.coordinator', '64.72.coordinator', '64.74.coordinator', '64.01.coordinator'];

let running: Product | null = null;
const home = await mkdtemp(join(folder, 'jejak-soak-'));
// The database of one who is root belongs to somebody else.
await chmod(home, 0o711);
const late = setTimeout(() => {
  say('the soak took too long');
  process.exit(1);
}, MOST_MINUTES * 60_000);
try {
  await soak(Number(count));
} catch (error) {
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  clearTimeout(late);
  await (running as Product | null)?.kill();
  await stopPostmaster(join(home, 'postgres-18', 'data'));
  await rm(home, { recursive: true, force: true });
}

async function soak(documents: number): Promise<void> {
  let product = await start();
  const watched = watchMemory(() => product);
  const door: Door = { url: () => product.url, token: (person) => product.tokens.issueToken(person) };
  const tally: Tally = { sent: 0, broken: 0, resumed: 0, turnedDown: 0 };
  const acknowledged: Body[] = [];
  let left = documents;
  const begun = performance.now();
  const client = async (number: number): Promise<void> => {
    const person = PEOPLE[number % PEOPLE.length] ?? '';
    while (left > 0) {
      left -= 1;
      const body = createBody();
      await upload(door, person, { body, tally });
      acknowledged.push(body);
    }
  };
  const killing = (async () => {
    while (acknowledged.length < documents / 2) await pause(LOOK_MILLISECONDS);
    await product.kill();
    say(`killed after ${acknowledged.length} documents were acknowledged`);
    product = await start();
  })();
  await Promise.all([...Array.from({ length: CLIENTS }, (_, number) => client(number)), killing]);
  const seconds = (performance.now() - begun) / 1000;
  const peak = watched.stop();
  const code = await product.stop();
  report({ acknowledged, tally, seconds, peak });
  const { wrong, rows, stored, incoming } = await examine(home, acknowledged);
  say(`${rows} rows, ${stored} documents stored, ${(incoming / MEBIBYTE).toFixed(1)} MiB left in incoming`);
  for (const line of wrong.slice(0, 20)) say(line);
  if (code !== 0) say(`the product ended with ${code}: ${product.said()}`);
  if (wrong.length > 0 || code !== 0 || acknowledged.length !== documents) process.exitCode = 1;
  say(process.exitCode === 1 ? 'FAILED' : 'nothing that was acknowledged is lost, nothing is there by halves');
}

async function start(): Promise<Product> {
  running = await startProduct(home);
  return running;
}

type Report = Readonly<{ acknowledged: readonly Body[]; tally: Tally; seconds: number; peak: Peak }>;

function report({ acknowledged, tally, seconds, peak }: Report): void {
  const bytes = acknowledged.reduce((sum, body) => sum + body.bytes, 0);
  say(
    `${acknowledged.length} documents, ${(bytes / MEBIBYTE).toFixed(0)} MiB in ${seconds.toFixed(0)} s: ` +
      `${(bytes / MEBIBYTE / seconds).toFixed(1)} MiB/s from ${CLIENTS} clients`,
  );
  const { broken, resumed, turnedDown } = tally;
  say(`${broken} lines broken on purpose, ${resumed} uploads resumed, ${turnedDown} requests told to wait`);
  say(`memory of the product: ${peak.first.toFixed(0)} MiB when idle, ${peak.most.toFixed(0)} MiB at most`);
}

type Peak = Readonly<{ first: number; most: number }>;

/** What the kernel says that the process holds, ten times a second; nothing where there is no /proc. */
function watchMemory(product: () => Product): Readonly<{ stop: () => Peak }> {
  let peak: Peak = { first: NaN, most: NaN };
  const timer = setInterval(() => {
    void residentOf(product().pid).then((now) => {
      if (now === null) return;
      peak = { first: peak.first || now, most: Math.max(peak.most || 0, now) };
    });
  }, LOOK_MILLISECONDS);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

async function residentOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
