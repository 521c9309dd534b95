import { countPending } from '../document/uploads.ts';
import type { Documents } from '../document/documents.ts';
import { readHead } from '../ledger/read.ts';
import type { Figures } from '../telemetry/figures.ts';
import { memoFigures } from '../view/memoized.ts';
import type { Reader } from '../view/reader.ts';

/** What the ledger and its readers know of themselves. */
export function figuresOf({ database, checkpoints }: Reader): Pick<Figures, 'head' | 'checkpoint' | 'memo'> {
  return {
    head: () => readHead(database),
    checkpoint: () => {
      const signed = checkpoints.latest();
      const confirmedAt = checkpoints.confirmedAt();
      return signed && confirmedAt !== null ? { size: signed.size, confirmedAt } : null;
    },
    memo: memoFigures,
  };
}

export function scansOf(documents: Documents | null): Pick<Figures, 'scans'> {
  return documents ? { scans: () => countPending(documents.database) } : {};
}
