import { and, asc, inArray, lte, or } from 'drizzle-orm';

import { reportStream } from '../domain/streams.ts';
import { decodeEntry } from '../ledger/entry.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import { readEvents } from '../ledger/read.ts';
import { ledgerEntry } from '../ledger/tables.ts';
import type { At, Reader } from './reader.ts';

/** Events that are about several indicators at once: they list them. */
export const LISTING_EVENTS = ['IndicatorsAssigned', 'CorrectionRoundOpened'] as const;

/** The entries at these positions, in the order of the positions; null above the head. */
export async function eventsAt(
  reader: Reader,
  positions: readonly number[],
): Promise<readonly (RecordedEntry | null)[]> {
  const entries = await readEvents(reader, [...new Set(positions)]);
  const byPosition = new Map(entries.map((entry) => [entry.position, entry]));
  return positions.map((position) => byPosition.get(position) ?? null);
}

/** The entries about each response, by `<unit>/<cycle>/<indicator>`, in the order of the ledger, in one statement. */
export async function eventsOfResponses(
  { database, catalogue }: Reader,
  { position }: At,
  keys: readonly string[],
): Promise<readonly (readonly RecordedEntry[])[]> {
  const asked = keys.map(streamAndIndicator);
  const streams = [...new Set(asked.map(({ stream }) => stream))];
  const indicators = [...new Set(asked.map(({ indicator }) => indicator))];
  const rows = await database
    .select({ entry: ledgerEntry.entry, leafHash: ledgerEntry.leafHash })
    .from(ledgerEntry)
    .where(
      and(
        inArray(ledgerEntry.stream, streams),
        or(inArray(ledgerEntry.indicator, indicators), inArray(ledgerEntry.type, [...LISTING_EVENTS])),
        lte(ledgerEntry.position, position),
      ),
    )
    .orderBy(asc(ledgerEntry.position));
  const byStream = Map.groupBy(
    rows.map((row) => decodeEntry(row, catalogue)),
    ({ stream }) => stream,
  );
  return asked.map(({ stream, indicator }) =>
    (byStream.get(stream) ?? []).filter((entry) => isAbout(entry, indicator)),
  );
}

function isAbout({ data }: RecordedEntry, indicator: string): boolean {
  const { indicators } = data;
  return data['indicator'] === indicator || (Array.isArray(indicators) && indicators.includes(indicator));
}

function streamAndIndicator(key: string): Readonly<{ stream: string; indicator: string }> {
  const parts = key.split('/');
  const [cycle = '', indicator = ''] = parts.slice(-2);
  return { stream: reportStream(parts.slice(0, -2).join('/'), cycle), indicator };
}
