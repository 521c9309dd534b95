import { StartupError } from '../kernel/startup-error.ts';
import { connect } from './connect.ts';

/** Any number, as long as it is the only one on the server's own database: "house" as ASCII. */
const HOUSE_LOCK = 0x686f757365;

/** Gives the house back. */
export type Release = () => Promise<void>;

/**
 * Takes the lock that makes a process the one that runs the server; null where another holds it. It is held as long as
 * we live, and the server itself lets it go when we die: nothing stale can stay behind.
 */
export async function holdHouse(superuserUrl: string): Promise<Release | null> {
  const sql = connect(superuserUrl, { max: 1, name: 'jejak house', statementTimeout: 0 });
  const release = (): Promise<void> => sql.end({ timeout: 1 });
  try {
    const [row] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${HOUSE_LOCK}) as held`;
    if (row?.held) return release;
  } catch (error) {
    await release();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The embedded database runs but does not let us in (${reason}).`, { cause: error });
  }
  await release();
  return null;
}
