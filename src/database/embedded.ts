import { StartupError } from '../kernel/startup-error.ts';
import { APPLICATION, DATABASE, localUrl, OWNER, readAccess, SUPERUSER } from './access.ts';
import type { Access } from './access.ts';
import { serverAccount } from './account.ts';
import { connect } from './connect.ts';
import { initialise } from './initialise.ts';
import { findInstallation } from './installation.ts';
import type { Log } from './log.ts';
import { findPlace } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { ensureDatabase, ensureRole } from './roles.ts';
import { ensureServer } from './server.ts';

/** `durable: false` is for tests: data that need not survive a crash. */
export type EmbeddedOptions = Readonly<{ home: string; log: Log; durable?: boolean }>;

export type Embedded = Readonly<{
  applicationUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  directory: string;
  close: () => Promise<void>;
}>;

/** Held as long as we live, and let go by the server itself when we die: nothing stale can stay behind. */
const HOUSE_LOCK = 0x686f757365;

/** A real PostgreSQL of our own, with its data below the home folder: made, started, or adopted where it still runs. */
export async function startEmbedded({ home, log, durable = true }: EmbeddedOptions): Promise<Embedded> {
  const account = serverAccount();
  const place = await findPlace(home, account, log);
  const plan = { place, installation: await findInstallation(account), account, durable };
  await initialise(plan);
  const access = await readAccess(place.access);
  const { port } = await ensureServer(plan);
  const release = await holdHouse(localUrl(SUPERUSER, access.superuser, port, 'postgres'), home);
  const close = async (): Promise<void> => {
    await stopPostmaster(place.data);
    await release();
  };
  try {
    await furnish(access, port);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...addresses(access, port), directory: place.directory, close };
}

/** Of two processes on one home folder the second is turned away. */
async function holdHouse(superuserUrl: string, home: string): Promise<() => Promise<void>> {
  const sql = connect(superuserUrl, { max: 1, name: 'jejak house', statementTimeout: 0 });
  const [row] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${HOUSE_LOCK}) as held`;
  const release = (): Promise<void> => sql.end({ timeout: 1 });
  if (row?.held) return release;
  await release();
  throw new StartupError(`Another Jejak is running on ${home}; stop it first, or set JEJAK_HOME to another folder.`);
}

async function furnish(access: Access, port: number): Promise<void> {
  const sql = connect(localUrl(SUPERUSER, access.superuser, port, 'postgres'), { max: 1 });
  try {
    await ensureRole(sql, { name: OWNER, password: access.owner });
    await ensureRole(sql, { name: APPLICATION, password: access.application });
    await ensureDatabase(sql, DATABASE, { owner: OWNER, application: APPLICATION });
  } finally {
    await sql.end();
  }
}

function addresses(access: Access, port: number): Pick<Embedded, 'applicationUrl' | 'ownerUrl' | 'superuserUrl'> {
  return {
    applicationUrl: localUrl(APPLICATION, access.application, port, DATABASE),
    ownerUrl: localUrl(OWNER, access.owner, port, DATABASE),
    superuserUrl: localUrl(SUPERUSER, access.superuser, port, DATABASE),
  };
}
