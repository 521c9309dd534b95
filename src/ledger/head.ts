import type { Refusal } from '../domain/decider.ts';
import { millisecondsOf, toInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import { decodeFrontier } from '../merkle/frontier.ts';
import type { Frontier } from '../merkle/frontier.ts';
import type { Statements } from './session.ts';

/** Where the ledger ends, read under its lock, with the database's clock of that very moment. */
export type Head = Readonly<{
  position: number;
  recordedAt: Instant | null;
  generation: number;
  databaseNow: Instant;
  /** The tree over all entries up to here, as it is stored: `toFrontier` reads it. */
  frontier: string;
  /** Raised when read models were replaced: what is remembered of their rows is then worth nothing. */
  projections: number;
}>;

/** Why nothing may be recorded on this head, if so: who watches over what was signed says it. */
export type Guard = (head: Head) => Refusal | null;

/** `TOLD` is for stories: it is accepted only by an empty ledger, whose first entry then says `demo` for ever. */
export type Clock = Readonly<{ kind: 'DATABASE' }> | Readonly<{ kind: 'TOLD'; now: () => Instant }>;

/** Raised by the migration that changes what a writer must do; a writer of another generation is refused under the lock. */
export const GENERATION = 4;

/** A clock corrected by a time server steps back by less; a step this large would give many entries one time. */
const MAXIMUM_STEP_BACK = 2000;
/** Two machines kept by time servers differ by far less; a clock once far ahead would poison time for ever. */
const MAXIMUM_DIFFERENCE = 10_000;

/** A row as it comes from the driver, which reads bigint as text. */
type Row = Readonly<{
  position: string;
  recordedAt: Instant | null;
  generation: number;
  now: string;
  frontier: string;
  projections: number;
}>;

/**
 * Takes the lock. The clock MUST be read outside of the subselect: inside it would be read before waiting for the lock,
 * and an entry could be recorded at a time that a reader was already told to be over.
 */
export function lockHead(sql: Statements): Promise<readonly Row[]> {
  return sql<Row[]>`
    select position, recorded_at as "recordedAt", generation, encode(frontier, 'hex') as frontier, projections,
           floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now
    from (select position, recorded_at, generation, frontier, projections from ledger_head for update) as head`.execute();
}

/** The end of the ledger without its lock. */
export async function readPosition(sql: Statements): Promise<number> {
  const [row] = await sql<Pick<Row, 'position'>[]>`select position from ledger_head`;
  return Number(row?.position);
}

export function toHead([row]: readonly Row[]): Head {
  if (!row) throw new Error('the ledger has no head row: the migrations did not run');
  const { recordedAt, generation, projections } = row;
  const position = Number(row.position);
  const databaseNow = toInstant(Number(row.now));
  return { position, recordedAt, generation, databaseNow, frontier: row.frontier, projections };
}

/** Throws where the frontier is not one of a tree of this size: then somebody else than a writer moved the head. */
export function toFrontier(size: number, hex: string): Frontier {
  const frontier = decodeFrontier(size, Buffer.from(hex, 'hex'));
  if (!frontier) throw new Error(`the head row holds no frontier of a tree of ${size} leaves`);
  return frontier;
}

/** Why nothing may be recorded now, if so. `instanceNow` is this process's own clock in milliseconds. */
export function refusalAt(head: Head, clock: Clock, instanceNow: number): Refusal | null {
  if (head.generation !== GENERATION) return { code: 'GENERATION_MISMATCH' };
  if (clock.kind === 'TOLD') return null;
  return isClockSuspect(head, instanceNow) ? { code: 'CLOCK_SUSPECT' } : null;
}

/** Does the database's clock say a time that cannot be: before what is recorded, or far from this process's own? */
export function isClockSuspect(
  { databaseNow, recordedAt }: Pick<Head, 'databaseNow' | 'recordedAt'>,
  instanceNow: number,
): boolean {
  const now = millisecondsOf(databaseNow);
  const last = recordedAt === null ? now : millisecondsOf(recordedAt);
  return last - now > MAXIMUM_STEP_BACK || Math.abs(now - instanceNow) > MAXIMUM_DIFFERENCE;
}

/** The one time of a batch; it never decreases. */
export function recordingTime(head: Head, clock: Clock): Instant {
  const now = clock.kind === 'TOLD' ? clock.now() : head.databaseNow;
  return head.recordedAt !== null && head.recordedAt > now ? head.recordedAt : now;
}
