import { parseDecimal } from './decimal.ts';
import { fromBase64, toBase64 } from './hash.ts';
import type { Hash } from './hash.ts';

/** What a log states about its tree at one moment (C2SP tlog-checkpoint). */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Hash }>;

/** The text of a note; whether it is signed is for `verifyNote` to say. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n')) throw new RangeError(`not an origin: ${JSON.stringify(origin)}`);
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a note. Extension lines are allowed and ignored, because nobody can audit them. */
export function parseCheckpoint(noteText: string): Checkpoint | null {
  if (!noteText.endsWith('\n')) return null;
  const lines = noteText.slice(0, -1).split('\n');
  if (lines.includes('')) return null;
  const [origin = '', size = '', root = ''] = lines;
  return checkpointOf(origin, parseDecimal(size), fromBase64(root));
}

function checkpointOf(origin: string, size: number | null, root: Hash | null): Checkpoint | null {
  return size === null || !root ? null : { origin, size, root };
}
