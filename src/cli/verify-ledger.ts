import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Outside } from '../audit/whole/checkpoint.ts';
import { printLedgerReport } from '../audit/whole/print-report.ts';
import { verifyLedger } from '../audit/whole/verify-ledger.ts';
import type { Config } from '../config.ts';
import { connect } from '../database/connect.ts';
import { openDatabase } from '../database/open.ts';
import { createFilesystemStore } from '../document/filesystem-store.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { parseCheckpoint } from '../merkle/checkpoint.ts';
import { isKeyName, parseVerifierKey, verifierKeyOf } from '../merkle/key.ts';
import type { VerifierKey } from '../merkle/key.ts';
import { parseNote } from '../merkle/note.ts';
import { createVault } from '../ledger/sealed/vault.ts';
import { projections } from '../projection/registry.ts';
import { logFolder, openKeyRing } from '../signer/key-ring.ts';
import { readMasterKey } from '../signer/master-key.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { UsageError } from './exit.ts';
import { createLog } from './log.ts';
import { createProgress } from './progress.ts';

/** Whom to trust, as the command line says it. */
export type LedgerTrust = Readonly<{ vkey: string | undefined; policy: string | undefined }>;

/** Checks the whole ledger, also beside a running product, and says what was checked. Exit code 1: a fault. */
export async function verifyWholeLedger(config: Config, trust: LedgerTrust): Promise<void> {
  const outside = await readOutside(config, trust);
  const database = await openDatabase({ ...config, visit: true, migrates: false }, createLog(config));
  const sql = connect(database.applicationUrl, { max: 1, name: 'jejak verify', statementTimeout: 0 });
  const beside = connect(database.applicationUrl, { max: 1, name: 'jejak verify documents' });
  try {
    const progress = createProgress('verifying');
    const masterKey = await readMasterKey(config.home);
    const vault = masterKey && createVault(masterKey);
    const store = createFilesystemStore(join(config.home, 'documents'));
    const documents = { store, beside, progress: createProgress('documents') };
    const known = { ...outside, catalogue: jejakCatalogue, vault };
    const report = await verifyLedger(sql, { ...known, projections, documents, progress });
    process.stdout.write(printLedgerReport(report));
    if (report.fault) process.exitCode = 1;
  } finally {
    await Promise.all([sql, beside].map((one) => one.end({ timeout: 5 })));
    await database.close();
  }
}

/** None of it is asked of the database: it is what the database is compared with. */
async function readOutside({ home }: Pick<Config, 'home'>, trust: LedgerTrust): Promise<Outside> {
  const vkey = keyOf(trust);
  const checkpoints = await readCheckpoints(logFolder(home));
  const { keys } = await openKeyRing(home);
  const names = checkpoints.map((text) => parseCheckpoint(parseNote(text)?.text ?? '')?.origin ?? '').filter(isKeyName);
  const signing = names.flatMap((name) => keys.map((privateKey) => verifierKeyOf({ name, privateKey })));
  return { checkpoints, keys: signing, vkey };
}

function keyOf({ vkey, policy }: LedgerTrust): VerifierKey | null {
  if (policy !== undefined)
    throw new UsageError('A policy is for bundles; the ledger is checked with a key: --vkey KEY');
  if (vkey === undefined) return null;
  const key = parseVerifierKey(vkey);
  if (!key) throw new UsageError('The key is not a verifier key: <name>+<id>+<base64>.');
  return key;
}

/** One for each name under which this installation ever signed. */
async function readCheckpoints(folder: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /^checkpoint-[0-9a-f]+\.txt$/.test(name)).sort();
    return await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new StartupError(`The checkpoints in ${folder} cannot be read.`, { cause: error });
  }
}
