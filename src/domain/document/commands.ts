import type { Digest } from '../../kernel/digest.ts';
import type { Verdict } from './values.ts';

/** What a scanner found; SYSTEM records it, once for each upload. */
export type RecordScan = Readonly<{
  type: 'RecordScan';
  digest: Digest;
  upload: string;
  verdict: Verdict;
  signature: string | null;
  engine: string;
}>;

/** Asks that the bytes be destroyed: on which ground of law, and who ordered it. Their digest stays in the ledger. */
export type EraseDocument = Readonly<{ type: 'EraseDocument'; digest: Digest; ground: string; authority: string }>;

export type DocumentCommand = RecordScan | EraseDocument;
