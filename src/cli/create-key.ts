import type { Config } from '../config.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createKey as create, fingerprint, openKeyRing } from '../signer/key-ring.ts';

/** Makes the first signing key of an installation. A second one is made by a rotation, which the ledger records. */
export async function createKey({ home }: Config): Promise<void> {
  const { folder, keys } = await openKeyRing(home);
  if (keys.length > 0)
    throw new StartupError(`There is a signing key in ${folder} already; npm run jejak -- rotate-key makes another.`);
  const key = await create(home);
  process.stdout.write(`${folder}/key-${fingerprint(key)}.pem\n`);
}
