import type { Digest } from '../kernel/digest.ts';
import { openSealed } from '../ledger/sealed/read.ts';
import type { Opened } from '../ledger/sealed/read.ts';
import type { Reader } from './reader.ts';

export type { Opened };

/**
 * What the commitments stand for today, whatever moment is looked at: what was erased is gone from every moment. Whoever
 * calls it MUST have asked before whether the viewer may see them.
 */
export function openedByCommitment(reader: Reader, commitments: readonly Digest[]): Promise<readonly Opened[]> {
  return openSealed(reader, commitments);
}
