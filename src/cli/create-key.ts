import type { Config } from '../config.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createKey as create, fingerprint, openKeyRing } from '../signer/key-ring.ts';
import { createMasterKey, masterKeyPath, readMasterKey } from '../signer/master-key.ts';

/**
 * Makes the keys that an installation lacks: the first one that signs, and the one that personal data are sealed with.
 * Further signing keys are made by a rotation, which the ledger records.
 */
export async function createKey({ home }: Config): Promise<void> {
  const { folder, keys } = await openKeyRing(home);
  const master = await readMasterKey(home);
  if (keys.length > 0 && master)
    throw new StartupError(`There is a signing key in ${folder} already; npm run jejak -- rotate-key makes another.`);
  if (keys.length === 0) process.stdout.write(`${folder}/key-${fingerprint(await create(home))}.pem\n`);
  if (!master) {
    await createMasterKey(home);
    process.stdout.write(`${masterKeyPath(home)}\n`);
  }
}
