import { afterAll, beforeAll } from 'vitest';
import type { Sql, TransactionSql } from 'postgres';

import { verifySnapshot } from '../../../src/audit/whole/verify-ledger.ts';
import type { LedgerReport, VerifyOptions } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { formatCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { fromDigest } from '../../../src/merkle/hash.ts';
import { signNote } from '../../../src/merkle/note.ts';
import { buildTree, treeRoot } from '../../../src/merkle/tree.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { toInstant } from '../../../src/kernel/instant.ts';
import { projections } from '../../../src/projection/registry.ts';
import { openKeyRing, signingKeyOf } from '../../../src/signer/key-ring.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { sealStreamHeads } from '../../../src/usecase/seal.ts';
import { COORDINATOR, CYCLE, openReportingWorld, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import type { TestDatabase } from '../../support/test-database.ts';

export const REPORT = `report/${UNIT}/${CYCLE}`;

export const UNSIGNED: VerifyOptions = {
  checkpoints: [],
  keys: [],
  vkey: null,
  catalogue: jejakCatalogue,
  projections,
  progress: () => undefined,
};

export type BusyLedger = Readonly<{
  sql: () => Sql;
  /** How many entries there are, and the checkpoint that was signed over them. */
  size: () => number;
  checkpoint: () => string;
  vkey: () => string;
  after: (tamper: (sql: TransactionSql) => Promise<unknown>, options?: Partial<VerifyOptions>) => Promise<LedgerReport>;
}>;

/** A ledger with full tiles, a report at work, two seals in between, and a checkpoint signed over all of it. */
export function useBusyLedger(database: () => TestDatabase): BusyLedger {
  let sql: Sql;
  let size = 0;
  let checkpoint = '';
  let vkey = '';

  beforeAll(async () => {
    const world = await openReportingWorld(database().applicationUrl);
    await work(world);
    sql = connect(database().superuserUrl, { max: 2 });
    ({ size, checkpoint } = await sign(sql, world));
    vkey = world.key;
    await world.close();
  });

  afterAll(() => sql.end());

  const after: BusyLedger['after'] = (tamper, options = {}) => reportAfter(sql, tamper, options);

  return { sql: () => sql, size: () => size, checkpoint: () => checkpoint, vkey: () => vkey, after };
}

/** What verification says after somebody with all rights did something; afterwards it is undone. */
export async function reportAfter(
  sql: Sql,
  tamper: (sql: TransactionSql) => Promise<unknown>,
  options: Partial<VerifyOptions> = {},
): Promise<LedgerReport> {
  const undone = new Error('undone');
  const told: LedgerReport[] = [];
  const trying = sql.begin('isolation level repeatable read', async (transaction) => {
    await tamper(transaction);
    told.push(await verifySnapshot(transaction, { ...UNSIGNED, ...options }));
    throw undone;
  });
  await trying.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return told[0]!;
}

async function work(world: ReportingWorld): Promise<void> {
  const { ask, indicators, handle, reader } = world;
  const of = { unit: UNIT, cycle: CYCLE };
  const revise = async (indicator: string, expectedRevision: number, option: string): Promise<void> => {
    const answer = { kind: 'CHOICE', option } as const;
    await ask(REPORTER, { type: 'SubmitResponse', ...of, indicator, expectedRevision, answer, narrative: null });
  };
  const [first = '', second = ''] = indicators;
  await revise(first, 0, 'ADA');
  await sealStreamHeads({ handle, reader });
  await revise(second, 0, 'TIDAK');
  await revise(first, 1, 'TIDAK');
  await sealStreamHeads({ handle, reader });
  for (let turn = 2; turn < 14; turn += 1) await revise(first, turn, turn % 2 === 0 ? 'ADA' : 'TIDAK');
  const file = { digest: digestOf('minutes'), title: 'Minutes', mediaType: 'application/pdf', bytes: 2048 };
  const document = { evidence: `${first}-E1`, ...file, issuedOn: null, validUntil: null };
  await ask(REPORTER, { type: 'AttachDocument', ...of, indicator: first, document });
  const token = { subject: REPORTER, token: '0123456789abcdef01234567', hash: digestOf('secret'), label: 'nightly' };
  const validUntil = toInstant(Date.now() + 86_400_000);
  await ask(REPORTER, { type: 'IssueApiToken', ...token, scopes: ['READ'], validUntil });
  const official = { total: '80.00', predicate: null, source: 'a newspaper', publishedOn: null };
  await ask('administrator', { type: 'RecordOfficialScore', ...of, ...official });
  await ask('administrator', { type: 'RecordOfficialScore', ...of, ...official, total: '81.00' });
  await ask(COORDINATOR, { type: 'SubmitReport', ...of, acknowledgeIncomplete: true });
}

async function sign(sql: Sql, world: ReportingWorld): Promise<Readonly<{ size: number; checkpoint: string }>> {
  const rows = await sql<{ leaf_hash: Digest }[]>`select leaf_hash from ledger_entry order by position`;
  const root = treeRoot(buildTree(rows.map(({ leaf_hash }) => fromDigest(leaf_hash))));
  const key = signingKeyOf(await openKeyRing(world.home), world.key)!;
  return {
    size: rows.length,
    checkpoint: signNote(formatCheckpoint({ origin: 'test.jejak', size: rows.length, root }), [key]),
  };
}
