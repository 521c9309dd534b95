import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';

import type { Digest } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Scanner, Verdict } from './clamd.ts';
import { inspect } from './inspect.ts';
import type { Inspection } from './inspect.ts';
import { recordUpload, withDigestLock } from './uploads.ts';
import type { Scan } from './uploads.ts';
import { settle } from './verdicts.ts';
import type { Settling } from './verdicts.ts';

/** What an upload comes to. */
export type Accepted = Readonly<{ digest: Digest; bytes: number; mediaType: string; scan: Scan }>;

/** All bytes of an upload, in a file of their own, and who brought them in whose name. `id`: of its record. */
export type Arrived = Readonly<{
  id: string;
  file: string;
  digest: Digest;
  bytes: number;
  declared: string | null;
  expected: Digest | null;
  owner: string;
  person: string;
}>;

export type AcceptProblem = Extract<Inspection, { ok: false }>['error'] | 'DIGEST_DIFFERS' | 'MALWARE_FOUND';

export type Accepting = Settling & Readonly<{ scan: Scanner | null }>;

/** So long somebody waits for a verdict; after that it is told later, and the bytes stay in quarantine. */
const SCAN_MILLISECONDS = 10_000;

/**
 * Looks at the bytes, stores them and records who brought them, in this order: what a row names is there. Whether anybody
 * had brought the same bytes before makes no difference to anything that is done or said.
 */
export async function accept(parts: Accepting, arrived: Arrived): Promise<Result<Accepted, AcceptProblem>> {
  const outcome = await judge(parts, arrived);
  if (!outcome.ok) await rm(arrived.file, { force: true });
  return outcome;
}

async function judge(parts: Accepting, arrived: Arrived): Promise<Result<Accepted, AcceptProblem>> {
  const { id, file, digest, bytes, declared, expected, owner, person } = arrived;
  if (expected !== null && expected !== digest) return err('DIGEST_DIFFERS');
  const inspected = await inspect(file, declared);
  if (!inspected.ok) return inspected;
  const verdict = await looked(parts, file);
  const upload = { id, digest };
  const facts = { digest, bytes, mediaType: inspected.value };
  const row = { ...upload, ...facts, owner, person, scan: verdict ? ('PENDING' as const) : ('NOT_SCANNED' as const) };
  await withDigestLock(parts.database, digest, async (uploads) => {
    await parts.store.put(digest, file);
    await recordUpload(uploads, row);
  });
  // Whatever breaks from here on, the upload is there and in quarantine: who scans what is pending goes on with it.
  const scan = verdict ? await settle(parts, upload, verdict).catch(() => row.scan) : row.scan;
  return verdict?.outcome === 'INFECTED' || scan === 'INFECTED' ? err('MALWARE_FOUND') : ok({ ...facts, scan });
}

async function looked({ scan }: Accepting, file: string): Promise<Verdict | null> {
  return scan && scan(createReadStream(file), SCAN_MILLISECONDS);
}
