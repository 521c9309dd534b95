import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { printLedgerReport } from '../../../src/audit/whole/print-report.ts';
import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { formatCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { EMPTY_ROOT } from '../../../src/merkle/hash.ts';
import { parseVerifierKey, verifierKeyOf } from '../../../src/merkle/key.ts';
import { signNote } from '../../../src/merkle/note.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { UNSIGNED, useBusyLedger } from './busy-ledger.ts';
import { rewrite, withoutTriggers } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

function stranger() {
  return verifierKeyOf({ name: 'test.jejak', privateKey: generateKeyPairSync('ed25519').privateKey });
}

describe('A ledger that nobody touched', () => {
  it('verifies as a whole, as the application, beside whoever writes', async () => {
    const sql = connect(database().applicationUrl, { max: 1 });
    const checkpoints = [ledger.checkpoint()];
    const report = await verifyLedger(sql, { ...UNSIGNED, checkpoints, vkey: parseVerifierKey(ledger.vkey()) });
    await sql.end();

    expect(report).toMatchObject({ fault: null, entries: ledger.size() });
    expect(report.checks.map(({ name, warns }) => [name, warns])).toEqual([
      ['entries', false],
      ['tree', false],
      ['checkpoint', false],
      ['sealed', false],
      ['commands', false],
      ['contents', false],
      ['personal', false],
      ['read models', false],
      ['columns', false],
      ['triggers', false],
    ]);
    const printed = printLedgerReport(report);
    expect(printed).toMatch(/^ok {2}entries: +\d+ entries, \d+ streams$/m);
    expect(printed).toMatch(/^ok {2}sealed: +2 sealed maps$/m);
    expect(printed).toContain(`verified: ${ledger.size()} entries, tree head ${report.root}\n`);
  });

  it('says what cannot be noticed where no checkpoint was kept', async () => {
    const report = await ledger.after(() => Promise.resolve());

    expect(report.fault).toBeNull();
    expect(report.checks.find(({ name }) => name === 'checkpoint')).toMatchObject({ warns: true });
    expect(printLedgerReport(report)).toContain('!   checkpoint:  none kept outside');
  });
});

describe('The checkpoint kept outside', () => {
  it('counts only where a key that counts signed it', async () => {
    const report = await ledger.after(() => Promise.resolve(), {
      checkpoints: [ledger.checkpoint()],
      keys: [stranger()],
    });

    expect(report.fault).toMatchObject({ check: 'checkpoint', position: null });
    expect(report.fault!.sentence).toContain('no key that counts signed');
  });

  it('is refused with a key that the ledger never named', async () => {
    const report = await ledger.after(() => Promise.resolve(), {
      checkpoints: [ledger.checkpoint()],
      vkey: stranger(),
    });

    expect(report.fault).toMatchObject({ check: 'checkpoint' });
    expect(report.fault!.sentence).toContain('the ledger names no such key');
  });

  it('is compared where the ledger goes by a name under which nothing was ever signed', async () => {
    const key = { name: 'other.jejak', privateKey: generateKeyPairSync('ed25519').privateKey };
    const checkpoint = formatCheckpoint({ origin: key.name, size: ledger.size(), root: EMPTY_ROOT });
    const outside = { checkpoints: [signNote(checkpoint, [key])], keys: [verifierKeyOf(key)] };
    const report = await ledger.after(() => Promise.resolve(), outside);

    expect(report.fault).toMatchObject({
      check: 'checkpoint',
      sentence: 'the ledger calls itself "test.jejak", but was signed as "other.jejak"',
    });
  });

  it('is a fault where it cannot be read', async () => {
    const report = await ledger.after(() => Promise.resolve(), { checkpoints: [ledger.checkpoint().slice(1)] });

    expect(report.fault).toMatchObject({ check: 'checkpoint' });
  });
});

describe('A report', () => {
  it('quotes what stands in the database, so that it steers no terminal', async () => {
    const report = await ledger.after((sql) =>
      rewrite(sql, 1, (entry) => ({ ...entry, stream: 'ledger\u001b[2J' }), { rehash: false }),
    );

    expect(printLedgerReport(report)).toMatch(/^FAILED position 1, stream ledger\\u\{1b\}\[2J/m);
  });

  it('names the fault of the entries before any other', async () => {
    const { fault, checks } = await ledger.after(async (sql) => {
      await sql`delete from report`;
      await withoutTriggers(
        sql,
        'ledger_entry',
        () => sql`update ledger_entry set leaf_hash = '' where position = 500`,
      );
    });

    expect(checks).toEqual([]);
    expect(fault).toMatchObject({ check: 'entries', position: 500 });
  });
});

describe('A ledger without entries', () => {
  const empty = useTestDatabase();

  it('verifies', async () => {
    const sql = connect(empty().applicationUrl, { max: 1 });
    const report = await verifyLedger(sql, UNSIGNED);
    await sql.end();

    expect(report).toMatchObject({ fault: null, entries: 0 });
    expect(printLedgerReport(report)).toContain('verified: 0 entries, tree head sha256:e3b0c442');
  });
});
