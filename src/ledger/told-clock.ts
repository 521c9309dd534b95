import type { Draft } from './draft.ts';
import { parseEntry } from './entry.ts';
import type { StoredEntry } from './entry.ts';
import type { Statements } from './session.ts';
import { readRange } from './stored.ts';

/** A told clock met a ledger that is not a demo: its times would be lies among true ones. */
export class ToldClockRefused extends Error {
  override readonly name = 'ToldClockRefused';
}

/** A writer with a told clock starts on an empty ledger or not at all. */
export function ensureEmpty(position: number): void {
  if (position > 0) throw new ToldClockRefused('a told clock is only accepted by an empty ledger');
}

/** The first entry MUST be `LedgerOpened` with `demo: true`: it warns every reader for ever. */
export async function ensureDemo(sql: Statements, draft: Draft): Promise<void> {
  const [first] = [...(await readRange(sql, { after: 0, upTo: 1 })), ...draft.entries];
  if (first && !opensDemo(first)) throw new ToldClockRefused('a told clock needs a ledger that was opened as a demo');
}

function opensDemo({ entry }: StoredEntry): boolean {
  const { type, data } = parseEntry(entry);
  return type === 'LedgerOpened' && data['demo'] === true;
}
