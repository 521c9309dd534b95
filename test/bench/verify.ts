import { verifyLedger } from '../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../src/database/connect.ts';
import { projections } from '../../src/projection/registry.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import type { BenchParts } from './append.ts';
import { copyOut, perSecond } from './figures.ts';

const ROUNDS = 3;

/** Verifying the whole ledger, read models and all, beside merely reading the ledger (COPY out). Best of each. */
export async function benchVerify({ server, say }: BenchParts): Promise<void> {
  const sql = connect(server.applicationUrl, { max: 1, statementTimeout: 0 });
  const outside = { checkpoints: [], keys: [], vkey: null };
  const progress = (): void => undefined;
  let entries = 0;
  let verified = Infinity;
  let copied = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const report = await verifyLedger(sql, {
      ...outside,
      catalogue: jejakCatalogue,
      projections,

      progress,
    });
    if (report.fault) throw new Error(`the ledger does not verify: ${report.fault.sentence}`);
    verified = Math.min(verified, performance.now() - start);
    entries = report.entries;
    copied = Math.min(copied, await copyOut(server.ownerUrl));
  }
  await sql.end();
  say(`\nverify (everything):           ${perSecond(entries, verified)} entries/s (${entries} entries)`);
  say(`  COPY out of the same table:  ${perSecond(entries, copied)} entries/s`);
  say(`  verify against COPY          ${(copied / verified).toFixed(3)}`);
}
