import { setTimeout as pause } from 'node:timers/promises';

import { desc, eq, lte, sql } from 'drizzle-orm';

import { INSTANT_PATTERN, millisecondsOf, toInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Database } from './read.ts';
import { ledgerEntry } from './tables.ts';

/** The moment a question is about, as it is asked. */
export type AsOf = Readonly<{ position: number }> | Readonly<{ time: Instant }>;

/** The moment a question is about, as it is answered: everything up to `position` is known, and it is `time`. */
export type AsOfPoint = Readonly<{ position: number; time: Instant }>;

/** Why there is no such moment. Each of them is an input error; nothing is ever clamped. */
export type AsOfProblem =
  | Readonly<{ code: 'POSITION_INVALID' }>
  | Readonly<{ code: 'POSITION_ABOVE_HEAD'; head: number }>
  | Readonly<{ code: 'TIME_INVALID' }>
  | Readonly<{ code: 'TIME_IN_FUTURE'; now: Instant }>;

type Head = Readonly<{ position: number; recordedAt: Instant | null; now: Instant }>;
type Point = Result<AsOfPoint, AsOfProblem>;

/** Before the first entry there is no recorded time: position 0 is the empty ledger at the beginning of the epoch. */
const BEFORE_EVERYTHING: AsOfPoint = { position: 0, time: toInstant(0) };

/**
 * Reads the head once; all parts of an answer MUST use the point it gives, so that they add up. Without `asOf` the point
 * is the head, now. The same question asked with a time always gets the same point.
 */
export async function resolveAsOf(database: Database, asOf: AsOf | null): Promise<Point> {
  const head = await readHeadNow(database, sql``);
  if (asOf === null) return ok({ position: head.position, time: latest(head) });
  if ('position' in asOf) return atPosition(database, head, asOf.position);
  if (!isInstant(asOf.time)) return err({ code: 'TIME_INVALID' });
  return head.recordedAt !== null && asOf.time < head.recordedAt
    ? ok(await atPastTime(database, asOf.time))
    : atLatestTime(database, asOf.time);
}

async function atPosition(database: Database, head: Head, position: number): Promise<Point> {
  if (!Number.isSafeInteger(position) || position < 0) return err({ code: 'POSITION_INVALID' });
  if (position > head.position) return err({ code: 'POSITION_ABOVE_HEAD', head: head.position });
  if (position === 0) return ok(BEFORE_EVERYTHING);
  const [entry] = await database
    .select({ time: ledgerEntry.recordedAt })
    .from(ledgerEntry)
    .where(eq(ledgerEntry.position, position));
  if (!entry) throw new Error(`the ledger has no entry at position ${position}`);
  return ok({ position, time: entry.time });
}

/** Below the head's time nothing can be added any more: `recordedAt` never decreases. */
async function atPastTime(database: Pick<Database, 'select'>, time: Instant): Promise<AsOfPoint> {
  const [entry] = await database
    .select({ position: ledgerEntry.position })
    .from(ledgerEntry)
    .where(lte(ledgerEntry.recordedAt, time))
    .orderBy(desc(ledgerEntry.recordedAt), desc(ledgerEntry.position))
    .limit(1);
  return { position: entry?.position ?? 0, time };
}

/**
 * While the head is held no entry is added, and whatever is added later reads its clock after we have read ours. The
 * millisecond asked for is waited out, because an entry could still be recorded within it.
 */
function atLatestTime(database: Database, time: Instant): Promise<Point> {
  return database.transaction(async (transaction) => {
    let head = await readHeadNow(transaction, sql`for share`);
    if (head.recordedAt !== null && time < head.recordedAt) return ok(await atPastTime(transaction, time));
    if (time > head.now) return err({ code: 'TIME_IN_FUTURE', now: head.now });
    while (head.now <= time) {
      await pause(1);
      head = await readHeadNow(transaction, sql`for share`);
    }
    return ok({ position: head.position, time });
  });
}

/** The clock stands outside of the subselect, so that it is read after the lock was waited for. */
async function readHeadNow(database: Pick<Database, 'execute'>, lock: ReturnType<typeof sql>): Promise<Head> {
  const [row] = await database.execute<{ position: string; recorded_at: string | null; now: string }>(sql`
    select position, recorded_at, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
    from (select position, recorded_at from ledger_head ${lock}) as head`);
  if (!row) throw new Error('the ledger has no head row: the migrations did not run');
  return { position: Number(row.position), recordedAt: row.recorded_at, now: toInstant(Number(row.now)) };
}

/** The clock may have been set back a little; time in the ledger never is. */
function latest({ recordedAt, now }: Head): Instant {
  return recordedAt !== null && recordedAt > now ? recordedAt : now;
}

function isInstant(time: string): boolean {
  const milliseconds = INSTANT_PATTERN.test(time) ? millisecondsOf(time) : NaN;
  return !Number.isNaN(milliseconds) && toInstant(milliseconds) === time;
}
