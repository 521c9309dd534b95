import { isJejakEvent } from '../domain/catalogue.ts';
import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Project } from '../ledger/batch.ts';
import type { RecordedEntry } from '../ledger/entry.ts';
import type { Transaction } from '../ledger/session.ts';
import { sendChanges } from './changes.ts';
import { changesOf, touchedKeys } from './intervals.ts';
import type { Changes } from './intervals.ts';
import { createOpenRows } from './open-rows.ts';
import type { OpenRows } from './open-rows.ts';
import type { Projection } from './projection.ts';
import { ensureHeld, readVersions } from './rebuild/versions.ts';
import { projections } from './registry.ts';

/** The last entry that was applied; a ledger that was set back and went on otherwise has another time there. */
type Applied = Readonly<{ position: number; recordedAt: Instant | null }>;

type Kept = Readonly<{ projection: Projection; rows: OpenRows }>;

/**
 * Applies every batch to every read model in the batch's own transaction: one statement per table and kind of change.
 * Throws when a rebuild put tables of another version in place: a newer program may be at work beside this one.
 */
export function createInlineProjector(): Project {
  const kept = projections.map((projection) => ({ projection, rows: createOpenRows(projection.name) }));
  let applied: Applied = { position: 0, recordedAt: null };
  let epoch = 0;

  return async (transaction, entries, { projections: now, recordedAt }) => {
    const events = entries.map(toJejakEvent);
    const follows = events[0]?.position === applied.position + 1 && recordedAt === applied.recordedAt;
    if (!follows || now !== epoch) for (const { rows } of kept) rows.forget();
    if (now !== epoch) ensureHeld(await readVersions(transaction.sql));
    epoch = now;
    const changes = await Promise.all(kept.map((one) => applyTo(one, transaction, events)));
    return () => {
      for (const [index, { rows }] of kept.entries()) {
        const change = changes[index];
        if (change) rows.adopt(change);
      }
      applied = events.at(-1) ?? applied;
    };
  };
}

async function applyTo(
  { projection, rows }: Kept,
  transaction: Transaction,
  events: readonly RecordedJejakEvent[],
): Promise<Changes | null> {
  const keys = touchedKeys(projection, events);
  if (keys.length === 0) return null;
  const changes = changesOf(projection, events, await rows.read(transaction.sql, keys));
  sendChanges(transaction, projection.name, changes);
  return changes;
}

/** The catalogue that decoded the entry knows its type; anything else is a bug that must stop who projects it. */
export function toJejakEvent(entry: RecordedEntry): RecordedJejakEvent {
  if (!isRecordedJejakEvent(entry)) throw new Error(`no projection knows the event type ${entry.type}`);
  return entry;
}

function isRecordedJejakEvent(entry: RecordedEntry): entry is RecordedEntry & RecordedJejakEvent {
  return isJejakEvent(entry);
}
