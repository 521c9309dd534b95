import type { Config } from '../config.ts';
import { signingKeys } from '../domain/ledger/index.ts';
import { toInstant } from '../kernel/instant.ts';
import { requireOpen, visitDatabase } from './visit.ts';

/** Prints the verifier keys that sign for the ledger now, one a line: what auditors are to be given by another way. */
export async function vkey(config: Config): Promise<void> {
  const keys = await visitDatabase(config, ({ state }) =>
    Promise.resolve(signingKeys(requireOpen(state), toInstant(Date.now()))),
  );
  process.stdout.write(keys.map((key) => `${key}\n`).join(''));
}
