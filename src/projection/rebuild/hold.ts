import type { Sql } from 'postgres';

import { StartupError } from '../../kernel/startup-error.ts';
import type { Statements } from '../../ledger/session.ts';

/** Any number, as long as every rebuild takes the same: "models" as ASCII. */
const REBUILD_LOCK = '120325193165939';

export type Hold = Readonly<{ ensureHolding: (sql: Statements) => Promise<void>; release: () => Promise<void> }>;

/**
 * Keeps other rebuilds out for as long as the one connection of the client lives. The driver replaces a lost connection
 * without a word, and the lock is gone with it: whatever must not happen then MUST ask first.
 */
export async function holdRebuild(sql: Sql): Promise<Hold> {
  const [row] = await sql<{ held: boolean; session: number }[]>`
    select pg_try_advisory_lock(${REBUILD_LOCK}::bigint) as held, pg_backend_pid() as session`;
  if (!row?.held) throw new StartupError('Another rebuild is at work on this database; wait until it is done.');
  const ensureHolding = async (statements: Statements): Promise<void> => {
    const [now] = await statements<{ session: number }[]>`select pg_backend_pid() as session`;
    if (now?.session !== row.session) throw new Error('the connection to the database was lost during the rebuild');
  };
  const release = async (): Promise<void> => {
    await sql`select pg_advisory_unlock(${REBUILD_LOCK}::bigint)`.catch(() => undefined);
  };
  return { ensureHolding, release };
}
