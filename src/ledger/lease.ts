import type { Session } from './session.ts';

/**
 * Milliseconds. A holder asks something far more often; the lease of one that vanished from the network without a word
 * is free again after this.
 */
const SILENCE = 60_000;

/**
 * Takes a lease that one session of a database holds at a time: one of several instances works, and another takes over
 * as soon as the session of the first has ended, however it ended. It only saves work: whoever holds it MUST NOT rely on
 * being alone, since a lost connection is noticed later than the lease is free.
 */
export async function takeLease({ sql, whileConnected }: Session, key: bigint): Promise<boolean> {
  const asking = sql<{ taken: boolean }[]>`
    select pg_try_advisory_lock(${key.toString()}::bigint) as taken,
           set_config('idle_session_timeout', ${SILENCE.toString()}, false)`.execute();
  const [row] = await whileConnected(asking);
  return row?.taken === true;
}
