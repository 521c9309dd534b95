import type { Config } from '../config.ts';
import { connectDrizzle } from '../database/connect.ts';
import type { OpenDatabase } from '../database/open.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { ensureMasterKey, hasMasterKey } from '../ledger/sealed/master-check.ts';
import { createVault, WrongMasterKey } from '../ledger/sealed/vault.ts';
import type { Vault } from '../ledger/sealed/vault.ts';
import { createMasterKey, masterKeyPath, readMasterKey } from '../signer/master-key.ts';

type Home = Pick<Config, 'home' | 'databaseUrl'>;

/**
 * What seals and opens personal data in this database. Only beside a database of our own is a key made: elsewhere one that
 * is missing was lost or never put there, and with a new one nothing would open that was sealed before.
 */
export async function openVault({ applicationUrl }: OpenDatabase, config: Home): Promise<Vault> {
  const { db, close } = connectDrizzle(applicationUrl, { max: 1, name: 'jejak vault' });
  try {
    const key = (await readMasterKey(config.home)) ?? (await firstKey(config, await hasMasterKey(db)));
    const vault = createVault(key);
    await ensureMasterKey(db, vault);
    return vault;
  } catch (error) {
    if (!(error instanceof WrongMasterKey)) throw error;
    const sentence = `The master key ${masterKeyPath(config.home)} is not the one that personal data in this database are sealed with. Put that one back.`;
    throw new StartupError(sentence, { cause: error });
  } finally {
    await close();
  }
}

function firstKey({ home, databaseUrl }: Home, sealedBefore: boolean): Promise<Buffer> {
  const path = masterKeyPath(home);
  if (sealedBefore)
    throw new StartupError(
      `There is no master key ${path}, but personal data in this database are sealed with one. Put it back.`,
    );
  if (databaseUrl === null) return createMasterKey(home);
  throw new StartupError(
    `There is no master key ${path}, without which no personal data are sealed. Put the key of the installation there, or make one for a new one: npm run jejak -- create-key`,
  );
}
