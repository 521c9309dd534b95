import type { Scanner } from '../../document/clamd.ts';
import { pendingScans } from '../../document/uploads.ts';
import type { Upload } from '../../document/uploads.ts';
import { settle } from '../../document/verdicts.ts';
import type { Settling } from '../../document/verdicts.ts';

export type PendingParts = Settling &
  Readonly<{
    scan: Scanner;
    askScanner: () => Promise<void>;
    /** Told of an upload that the scanner could not judge although it answers. */
    unjudged: (upload: Upload, reason: string) => void;
    /** When it rings, the upload at hand is left pending. */
    ended: AbortSignal;
  }>;

/** So many rows are held at a time. */
const AT_ONCE = 50;

/** A little more than clamd itself takes for one file at most (`MaxScanTime`). */
const SCAN_MILLISECONDS = 150_000;

/** What the scanner could not judge is shown to it again after seconds, since it may just be starting, then after twice as long, up to an hour. */
const FIRST_REST = 4000;
const LONGEST_REST = 3_600_000;

type Rest = Readonly<{ until: number; milliseconds: number }>;

/** Scans what has no verdict yet, each upload in turn: one that cannot be judged holds up no other. Throws where the scanner is away. */
export function createScanPending(parts: PendingParts): () => Promise<void> {
  const { database, ended, askScanner } = parts;
  let resting: ReadonlyMap<string, Rest> = new Map();

  return async () => {
    const still = new Map<string, Rest>();
    let after: Upload | null = null;
    for (;;) {
      const uploads = await pendingScans(database, { after, limit: AT_ONCE });
      for (const upload of uploads) {
        const rest = resting.get(upload.id);
        const isDue = rest === undefined || rest.until <= performance.now();
        if (isDue) await askScanner();
        const next = isDue ? await judged(parts, upload, rest) : rest;
        if (ended.aborted) return;
        if (next) still.set(upload.id, next);
      }
      after = uploads.at(-1) ?? null;
      if (uploads.length < AT_ONCE) break;
    }
    resting = still;
  };
}

/** Null once there is a verdict; else how long to wait before it is tried again. */
async function judged(parts: PendingParts, upload: Upload, rest: Rest | undefined): Promise<Rest | null> {
  const reason = await troubleWith(parts, upload);
  if (reason === null) return null;
  const milliseconds = Math.min((rest?.milliseconds ?? FIRST_REST / 2) * 2, LONGEST_REST);
  if (!parts.ended.aborted) parts.unjudged(upload, reason);
  return { milliseconds, until: performance.now() + milliseconds };
}

async function troubleWith(parts: PendingParts, upload: Upload): Promise<string | null> {
  const bytes = await parts.store.read(upload.digest);
  if (!bytes) return 'its bytes are gone';
  const verdict = await parts.scan(bytes, SCAN_MILLISECONDS, parts.ended);
  if (verdict.outcome === 'UNAVAILABLE') return verdict.reason;
  return (await settle(parts, upload, verdict)) === 'PENDING' ? 'its verdict was refused' : null;
}
