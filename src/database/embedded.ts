import { StartupError } from '../kernel/startup-error.ts';
import { APPLICATION, DATABASE, localUrl, OWNER, readAccess, SUPERUSER } from './access.ts';
import type { Access } from './access.ts';
import { serverAccount } from './account.ts';
import { connect } from './connect.ts';
import { holdHouse } from './house.ts';
import { initialise } from './initialise.ts';
import { findInstallation } from './installation.ts';
import type { Log } from './log.ts';
import { findPlace } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { ensureDatabase, ensureRole } from './roles.ts';
import { ensureServer } from './server.ts';

/**
 * `durable: false` is for tests: data that need not survive a crash. `visit: true` is for commands beside a running
 * product: they may use its server, which stays when they leave.
 */
export type EmbeddedOptions = Readonly<{ home: string; log: Log; durable?: boolean; visit?: boolean }>;

export type Embedded = Readonly<{
  applicationUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  directory: string;
  close: () => Promise<void>;
}>;

/** A real PostgreSQL of our own, with its data below the home folder: made, started, or adopted where it still runs. */
export async function startEmbedded({ home, log, durable = true, visit = false }: EmbeddedOptions): Promise<Embedded> {
  const account = serverAccount();
  const place = await findPlace(home, account, log);
  const plan = { place, installation: await findInstallation(account), account, durable };
  await initialise(plan);
  const access = await readAccess(place.access);
  const { port } = await ensureServer(plan);
  const release = await holdHouse(localUrl(SUPERUSER, access.superuser, port, 'postgres'));
  const found = { ...addresses(access, port), directory: place.directory };
  if (!release) return visited(found, { home, visit });
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
  return { ...found, close };
}

/** The house belongs to another process: a guest leaves it as it is, a second owner is turned away. */
function visited(
  found: Omit<Embedded, 'close'>,
  { home, visit }: Readonly<{ home: string; visit: boolean }>,
): Embedded {
  if (visit) return { ...found, close: () => Promise.resolve() };
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
