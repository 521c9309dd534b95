import { z } from 'zod';

import { CycleCode, UnitCode } from '../../domain/codes.ts';
import { DigestText, InstantText } from '../../domain/event.ts';
import type { Digest } from '../../kernel/digest.ts';

/** What `docs/bundle.md` fixes: exporter and verifier MUST take every name, shape and limit from here. */
export const BUNDLE_FORMAT = 'jejak-bundle';

export const BUNDLE_VERSION = 1;

/** The files that every bundle holds, beside one proof per event and the documents brought along. */
export const FILES = {
  manifest: 'manifest.json',
  events: 'events.jsonl',
  checkpoint: 'checkpoint.txt',
  policy: 'policy.txt',
  instrument: 'instrument.json',
  derivation: 'derivation.json',
  completeness: 'completeness.json',
} as const;

const MEBIBYTE = 1_048_576;

/**
 * A bundle beyond these is refused unread. 20,000 files: twice the events of the longest report imaginable. 200 to 1: what
 * deflate reaches on real bundles is below 30, on a bomb above 1000. 50 finals: each is derived anew.
 */
export const LIMITS = {
  archiveBytes: 256 * MEBIBYTE,
  entries: 20_000,
  finals: 50,
  fileBytes: 16 * MEBIBYTE,
  inflatedBytes: 256 * MEBIBYTE,
  ratio: 200,
} as const;

const Position = z.int().positive();

export const Manifest = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  origin: z.string().min(1).max(200),
  demo: z.boolean(),
  unit: UnitCode,
  cycle: CycleCode,
  /** The sealed position, and when the sealing entry was recorded. */
  asOf: z.strictObject({ position: Position, recordedAt: InstantText }),
  treeSize: Position,
  files: z.record(z.string(), DigestText),
});

/** One stream's last entry, and the way from it to the sealed root of all streams. */
const ProvedHead = z.strictObject({
  stream: z.string().min(1).max(200),
  streamPosition: Position,
  leafHash: DigestText,
  index: z.int().nonnegative(),
  path: z.array(DigestText).max(63),
});

export const Completeness = z.strictObject({
  sealed: z.strictObject({ entry: Position, position: Position, streams: Position, root: DigestText }),
  heads: z.array(ProvedHead).length(2),
});

export type Manifest = z.infer<typeof Manifest>;
export type Completeness = z.infer<typeof Completeness>;

export function proofName(position: number): string {
  return `proofs/${position}.tlog-proof`;
}

export function documentName(digest: Digest): string {
  return `documents/${digest.slice('sha256:'.length)}`;
}

/** A slash in the code of a unit would be a folder to a zip reader's file system. */
export function bundleName(unit: string, cycle: string): string {
  return `${unit.replaceAll('/', '_')}_${cycle}.jejak.zip`;
}
