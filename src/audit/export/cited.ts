import type { Digest } from '../../kernel/digest.ts';
import { instrumentStream } from '../../domain/streams.ts';
import type { RecordedEntry } from '../../ledger/entry.ts';
import { readEvents, readStream } from '../../ledger/read.ts';
import type { Source } from '../../ledger/read.ts';

/** Entries of 64 KiB each: a batch is 32 MiB at the most. */
const BATCH = 500;

/** The grants that the actors of these entries acted under, then the grants of those who gave them, and so on. */
export async function citedGrants(source: Source, citing: readonly RecordedEntry[]): Promise<readonly RecordedEntry[]> {
  const found = new Map<number, RecordedEntry>();
  let asked = grantsOf(citing);
  while (asked.length > 0) {
    const entries = await readBatches(source, asked);
    for (const entry of entries) found.set(entry.position, entry);
    asked = grantsOf(entries).filter((position) => !found.has(position));
  }
  return [...found.values()];
}

/** The entry that published the edition of this digest. */
export async function citedEdition(source: Source, instrument: string, digest: Digest): Promise<RecordedEntry> {
  for await (const entry of readStream(source, instrumentStream(instrument))) {
    if (entry.data['digest'] === digest) return entry;
  }
  throw new Error(`no entry publishes the edition ${digest} of ${instrument}`);
}

function grantsOf(entries: readonly RecordedEntry[]): readonly number[] {
  return [...new Set(entries.flatMap(({ actor: { grant } }) => (grant === null ? [] : [grant])))];
}

async function readBatches(source: Source, positions: readonly number[]): Promise<readonly RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for (let start = 0; start < positions.length; start += BATCH) {
    entries.push(...(await readEvents(source, positions.slice(start, start + BATCH))));
  }
  return entries;
}
