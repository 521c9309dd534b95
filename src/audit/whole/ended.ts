import type { Recorded } from '../../domain/event.ts';
import type { LedgerEvent } from '../../domain/ledger/index.ts';
import { sameHash } from '../../merkle/hash.ts';
import type { Checkpoint } from '../../merkle/checkpoint.ts';
import { quoted } from './fault.ts';
import type { Finding } from './fault.ts';
import { readKeptNote } from './kept-note.ts';
import type { KeptNote } from './kept-note.ts';

export type Forking = Extract<Recorded<LedgerEvent>, { type: 'LedgerForked' }>;

/**
 * What is kept of a name that ended is what the entry that ended it says was signed last. Where less is kept, nothing can
 * be said of it: the entries may be lost.
 */
export function wrongEnd({ text, checkpoint }: KeptNote, { position, data }: Forking): Finding | null {
  if (data.oldCheckpoint === null || data.oldCheckpoint === text) return null;
  const stated = readKeptNote(data.oldCheckpoint)?.checkpoint;
  if (stated?.origin === data.oldOrigin && isWithin(checkpoint, stated)) return null;
  const sentence = `it ended ${quoted(data.oldOrigin)} with another checkpoint than the one over ${checkpoint.size} entries kept outside`;
  return { position, sentence };
}

function isWithin(kept: Checkpoint, stated: Checkpoint): boolean {
  return kept.size < stated.size || (kept.size === stated.size && sameHash(kept.root, stated.root));
}
