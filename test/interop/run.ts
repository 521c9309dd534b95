import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { verifyBundle } from '../../src/audit/verify/verify-bundle.ts';
import { formatVerifierKey, parseVerifierKey, verifierKeyOf } from '../../src/merkle/key.ts';
import { TILE_WIDTH } from '../../src/merkle/tile-index.ts';
import { buildChecker, hasGo } from './go.ts';
import { grow, reportsOf, save, start } from './running.ts';
import type { Running } from './running.ts';

/** Takes home every report of the demo, and has each checked by `jejak verify` and by a program that knows only Go's packages. */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (await hasGo()) await inFolder(interop);
else say('skipped: Go is not installed (Debian: golang-go golang-golang-x-mod-dev)');

async function interop(folder: string): Promise<void> {
  const program = await buildChecker(folder);
  const running = await start(join(folder, 'home'));
  try {
    const vkey = await running.jejak('vkey');
    const before = join(folder, 'checkpoint-before.txt');
    await save(`${running.address}/log/checkpoint`, null, before);
    const bundles = await takeHome(running, folder);
    for (const bundle of bundles) await verifyOurselves(bundle, vkey);
    say(`ok  jejak verify: ${bundles.length} bundles`);
    await check(program, ['-vkey', vkey, '-server', running.address, '-old', before, ...bundles]);
    await refuse(program, bundles, vkey);
  } finally {
    await running.stop();
  }
}

/** Half of the bundles lead to an earlier checkpoint than the others, which lies in another tile. */
async function takeHome(running: Running, folder: string): Promise<readonly string[]> {
  const token = await running.jejak('token', 'auditor');
  const reports = await reportsOf(running, token);
  if (reports.length < 2) throw new Error('the demo holds no reports');
  const files: string[] = [];
  for (const [nth, key] of reports.entries()) {
    if (nth === Math.floor(reports.length / 2)) await grow(running, TILE_WIDTH);
    const file = join(folder, `${key.replaceAll('/', '_')}.jejak.zip`);
    await save(`${running.address}/bundles/${key}`, token, file);
    files.push(file);
  }
  return files;
}

async function check(program: string, words: readonly string[]): Promise<void> {
  const { stdout } = await promisify(execFile)(program, words);
  say(stdout.trimEnd());
}

/** What is signed with one key holds under no other. */
async function refuse(program: string, bundles: readonly string[], vkey: string): Promise<void> {
  const name = vkey.slice(0, vkey.indexOf('+'));
  const other = formatVerifierKey(verifierKeyOf({ name, privateKey: generateKeyPairSync('ed25519').privateKey }));
  for (const bundle of bundles) {
    const accepted = await promisify(execFile)(program, ['-vkey', other, bundle]).catch(() => null);
    if (accepted) throw new Error(`${bundle} is accepted under a key that never signed it`);
  }
  say('ok  no bundle holds under another key');
}

async function verifyOurselves(bundle: string, vkey: string): Promise<void> {
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error(`no verifier key: ${vkey}`);
  const { outcome } = await verifyBundle(bundle, { kind: 'KEYS', keys: [key] });
  if (outcome !== 'OK') throw new Error(`${bundle}: ${JSON.stringify(outcome)}`);
}

/** The server of the database runs under an account of its own, which must be let through. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-interop-'));
  await chmod(folder, 0o711);
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
