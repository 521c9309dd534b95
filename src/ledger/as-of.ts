import { setTimeout as pause } from 'node:timers/promises';

import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

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

/** The moment that was asked for, its position with the time recorded there, and the head it was looked for under. */
export type AsOfAnswer = Readonly<{ point: AsOfPoint; recorded: AsOfPoint; head: AsOfPoint }>;

/**
 * Reads the head once; all parts of an answer MUST use the point it gives, so that they add up. Without `asOf` the point
 * is the head, now. The same question asked with a time always gets the same point.
 */
export async function resolveAsOf(database: Database, asOf: AsOf | null): Promise<Point> {
  const answer = await resolveUnderHead(database, asOf);
  return answer.ok ? ok(answer.value.point) : answer;
}

/** The same with the head, in one statement: a question about what has passed takes no more than one about now. */
export async function resolveUnderHead(
  database: Database,
  asOf: AsOf | null,
): Promise<Result<AsOfAnswer, AsOfProblem>> {
  if (asOf !== null && 'time' in asOf && !isInstant(asOf.time)) return err({ code: 'TIME_INVALID' });
  const looked = await readHeadWith(database, asOf);
  const head = { position: looked.position, time: latest(looked) };
  const answer = await answerFor(database, asOf, { ...looked, head });
  return answer.ok ? ok({ ...answer.value, head }) : answer;
}

type Looked = Head & Readonly<{ head: AsOfPoint; found: AsOfPoint | null }>;
type Answer = Result<Omit<AsOfAnswer, 'head'>, AsOfProblem>;

function answerFor(database: Database, asOf: AsOf | null, looked: Looked): Answer | Promise<Answer> {
  if (asOf === null) return ok({ point: looked.head, recorded: recordedIn(looked) });
  if ('position' in asOf) return atPosition(asOf.position, looked);
  const past = looked.recordedAt !== null && asOf.time < looked.recordedAt;
  return past ? ok(atPastTime(asOf.time, looked.found)) : atLatestTime(database, asOf.time);
}

function atPosition(position: number, { position: head, found }: Looked): Answer {
  if (!Number.isSafeInteger(position) || position < 0) return err({ code: 'POSITION_INVALID' });
  if (position > head) return err({ code: 'POSITION_ABOVE_HEAD', head });
  if (position === 0) return ok({ point: BEFORE_EVERYTHING, recorded: BEFORE_EVERYTHING });
  if (!found) throw new Error(`the ledger has no entry at position ${position}`);
  return ok({ point: found, recorded: found });
}

/** Below the head's time nothing can be added any more: `recordedAt` never decreases. */
function atPastTime(time: Instant, found: AsOfPoint | null): Omit<AsOfAnswer, 'head'> {
  const recorded = found ?? BEFORE_EVERYTHING;
  return { point: { position: recorded.position, time }, recorded };
}

/**
 * While the head is held no entry is added, and whatever is added later reads its clock after we have read ours. The
 * millisecond asked for is waited out, because an entry could still be recorded within it.
 */
function atLatestTime(database: Database, time: Instant): Promise<Answer> {
  return database.transaction(async (transaction) => {
    let head = await readHeadNow(transaction, sql`for share`);
    if (head.recordedAt !== null && time < head.recordedAt) {
      const { found } = await readHeadWith(transaction, { time });
      return ok(atPastTime(time, found));
    }
    if (time > head.now) return err({ code: 'TIME_IN_FUTURE', now: head.now });
    while (head.now <= time) {
      await pause(1);
      head = await readHeadNow(transaction, sql`for share`);
    }
    return ok({ point: { position: head.position, time }, recorded: recordedIn(head) });
  });
}

function recordedIn({ position, recordedAt }: Head): AsOfPoint {
  return recordedAt === null ? BEFORE_EVERYTHING : { position, time: recordedAt };
}

type HeadRow = { position: string; recorded_at: string | null; now: string };

/** The clock stands outside of the subselect, so that it is read after the lock was waited for. */
async function readHeadNow(database: Pick<Database, 'execute'>, lock: SQL): Promise<Head> {
  const [row] = await database.execute<HeadRow>(sql`
    select position, recorded_at, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
    from (select position, recorded_at from ledger_head ${lock}) as head`);
  return headIn(row);
}

function headIn(row: HeadRow | undefined): Head {
  if (!row) throw new Error('the ledger has no head row: the migrations did not run');
  return { position: Number(row.position), recordedAt: row.recorded_at, now: toInstant(Number(row.now)) };
}

type HeadWith = Head & Readonly<{ found: AsOfPoint | null }>;

/** The head, and the entry that the question leads to: the one at the position, or the last one recorded by the time. */
async function readHeadWith(database: Pick<Database, 'execute'>, asOf: AsOf | null): Promise<HeadWith> {
  const [row] = await database.execute<HeadRow & { found: string | null; time: string | null }>(sql`
    select head.position, head.recorded_at, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      entry.position as found, entry.recorded_at as time
    from ledger_head as head left join lateral (
      select position, recorded_at from ${ledgerEntry} where ${soughtBy(asOf)}
      order by recorded_at desc, position desc limit 1) as entry on true`);
  const found = row?.found && row.time ? { position: Number(row.found), time: row.time } : null;
  return { ...headIn(row), found };
}

function soughtBy(asOf: AsOf | null): SQL {
  if (asOf === null) return sql`false`;
  if ('time' in asOf) return sql`recorded_at <= ${asOf.time}`;
  return Number.isSafeInteger(asOf.position) ? sql`position = ${asOf.position}` : sql`false`;
}

/** The clock may have been set back a little; time in the ledger never is. */
function latest({ recordedAt, now }: Head): Instant {
  return recordedAt !== null && recordedAt > now ? recordedAt : now;
}

function isInstant(time: string): boolean {
  const milliseconds = INSTANT_PATTERN.test(time) ? millisecondsOf(time) : NaN;
  return !Number.isNaN(milliseconds) && toInstant(milliseconds) === time;
}
