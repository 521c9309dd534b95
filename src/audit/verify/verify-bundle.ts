import { readFile, stat } from 'node:fs/promises';

import { ok } from '../../kernel/result.ts';
import { FILES, LIMITS } from '../bundle/format.ts';
import { readBundle, readManifest } from './bundle.ts';
import type { Bundle } from './bundle.ts';
import { changedFiles } from './changed-files.ts';
import { checkChains } from './check-chains.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import type { Trust } from './check-checkpoint.ts';
import { checkCompleteness } from './check-completeness.ts';
import { checkDocuments } from './check-documents.ts';
import { checkGrants } from './check-grants.ts';
import { checkHands } from './check-hands.ts';
import { checkInstrument } from './check-instrument.ts';
import { checkLog } from './check-log.ts';
import { checkManifest } from './check-manifest.ts';
import { checkProofs } from './check-proofs.ts';
import { checkScore } from './check-score.ts';
import { ARCHIVE, faulty } from './fault.ts';
import type { Checked, Fault } from './fault.ts';
import { openZip } from './open-zip.ts';
import type { BundleFiles } from './open-zip.ts';

/** One thing that was checked and holds. */
export type Check = Readonly<{ name: string; detail: string }>;

/**
 * What was checked, in order, and how it ended. OWN_KEY_ONLY: everything holds together, but nobody from outside vouches
 * for the key. A fault is the first thing that does not hold.
 */
export type Verification = Readonly<{
  checks: readonly Check[];
  outcome: 'OK' | 'OWN_KEY_ONLY' | Readonly<{ fault: Fault }>;
  /** The position as of which nothing is left out, where everything holds. */
  asOf: number | null;
  /** The keys that the bundle brought along, where everything holds. */
  keys: Bundle['keys'];
}>;

type Step = Readonly<{ name: string; check: (bundle: Bundle, trust: Trust) => Checked }>;

/** The manifest comes last: once all else holds, it is what errs where it says otherwise. */
const STEPS: readonly Step[] = [
  { name: 'checkpoint', check: checkCheckpoint },
  { name: 'log', check: checkLog },
  { name: 'proofs', check: checkProofs },
  { name: 'chains', check: checkChains },
  { name: 'completeness', check: checkCompleteness },
  { name: 'grants', check: checkGrants },
  { name: 'instrument', check: checkInstrument },
  { name: 'score', check: checkScore },
  { name: 'hands', check: checkHands },
  { name: 'documents', check: checkDocuments },
  { name: 'manifest', check: checkManifest },
];

/** Checks a bundle, given as its bytes or as the path of a file, without network, database or faith. Never throws. */
export async function verifyBundle(source: Uint8Array | string, trust: Trust): Promise<Verification> {
  const bytes = typeof source === 'string' ? await readArchive(source) : boundedArchive(source);
  if (!bytes.ok) return failed([], bytes.error);
  const files = await openZip(bytes.value);
  return files.ok ? verifyFiles(files.value, trust) : failed([], files.error);
}

function verifyFiles(files: BundleFiles, trust: Trust): Verification {
  const manifest = readManifest(files);
  if (!manifest.ok) return failed([], manifest.error);
  const blamed = (checks: readonly Check[], fault: Fault): Verification => {
    return failed(checks, attribute(fault, changedFiles(files, manifest.value)));
  };
  const bundle = readBundle(files, manifest.value);
  if (!bundle.ok) return blamed([], bundle.error);
  const checks: Check[] = [];
  for (const { name, check } of STEPS) {
    const checked = check(bundle.value, trust);
    if (!checked.ok) return blamed(checks, checked.error);
    checks.push({ name, detail: checked.value });
  }
  const outcome = trust.kind === 'NONE' ? 'OWN_KEY_ONLY' : 'OK';
  return { checks, outcome, asOf: bundle.value.manifest.asOf.position, keys: bundle.value.keys };
}

/**
 * Where two files contradict each other, the one that is not what the manifest says was changed. Where the manifest errs,
 * all else holds, and its own digests accuse nobody.
 */
function attribute(fault: Fault, changed: readonly string[]): Fault {
  const [first] = changed;
  if (first === undefined || fault.file === FILES.manifest || changed.includes(fault.file)) return fault;
  return { ...fault, file: first, sentence: `It is not what the manifest names: ${fault.file}: ${fault.sentence}` };
}

function failed(checks: readonly Check[], fault: Fault): Verification {
  return { checks, outcome: { fault }, asOf: null, keys: [] };
}

async function readArchive(path: string): Promise<Checked<Buffer>> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return faulty(path, 'It is not a file.');
    return about.size > LIMITS.archiveBytes ? tooLarge(path) : ok(await readFile(path));
  } catch {
    return faulty(path, 'It cannot be read.');
  }
}

function boundedArchive(bytes: Uint8Array): Checked<Buffer> {
  if (bytes.length > LIMITS.archiveBytes) return tooLarge(ARCHIVE);
  return ok(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function tooLarge(file: string): Checked<never> {
  return faulty(file, `It is larger than ${LIMITS.archiveBytes} bytes.`);
}
