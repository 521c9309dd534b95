import { generateKeyPairSync } from 'node:crypto';

import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import { formatCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { EMPTY_ROOT } from '../../../src/merkle/hash.ts';
import type { Hash } from '../../../src/merkle/hash.ts';
import { formatVerifierKey, verifierKeyOf } from '../../../src/merkle/key.ts';
import { signNote } from '../../../src/merkle/note.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { useBusyLedger } from './busy-ledger.ts';
import { append, setHead } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

const OWN = 'test.jejak';
const OTHER = 'other.jejak';
const ANOTHER_ROOT = new Uint8Array(32);

/** A checkpoint that was kept of a log by this name. */
function kept(origin: string, size: number, root: Hash = EMPTY_ROOT): string {
  const key = { name: origin, privateKey: generateKeyPairSync('ed25519').privateKey };
  return signNote(formatCheckpoint({ origin, size, root }), [key]);
}

type Tamper = (sql: TransactionSql) => Promise<unknown>;

async function checkOf(checkpoints: readonly string[], tamper: Tamper = () => Promise.resolve()) {
  const { fault, checks } = await ledger.after(tamper, { checkpoints });
  return { fault, line: checks.find(({ name }) => name === 'checkpoint') };
}

/** The ledger goes on as another, after that much was signed under its name. */
function forked(oldCheckpoint: string | null): Tamper {
  const key = formatVerifierKey(verifierKeyOf({ name: OTHER, privateKey: generateKeyPairSync('ed25519').privateKey }));
  return async (sql) => {
    const keptSize = ledger.size();
    const data = { origin: OTHER, key, oldOrigin: OWN, oldCheckpoint, keptSize, reason: 'the disk was lost' };
    await append(sql, 1, (entry) => ({ ...entry, type: 'LedgerForked', version: 1, data }));
    await setHead(sql, keptSize + 1);
  };
}

describe('A checkpoint kept of a name that the ledger never had', () => {
  it('is named beside the one that was compared', async () => {
    const { line } = await checkOf([kept(OTHER, 40), ledger.checkpoint()]);

    expect(line).toMatchObject({ warns: true });
    expect(line!.detail).toBe(
      `${ledger.size()} entries as signed by "test.jejak"; also kept, but never a name of this ledger: "other.jejak"`,
    );
  });

  it('goes without saying where it is over no entries', async () => {
    const { line } = await checkOf([kept(OTHER, 0), ledger.checkpoint()]);

    expect(line).toEqual({
      name: 'checkpoint',
      warns: false,
      detail: `${ledger.size()} entries as signed by "test.jejak"`,
    });
  });
});

describe('A checkpoint over no entries', () => {
  it('says that nothing was signed yet', async () => {
    const { line } = await checkOf([kept(OWN, 0)]);

    expect(line).toMatchObject({ warns: true });
    expect(line!.detail).toBe('none signed yet as "test.jejak": what was cut off at the end cannot be noticed');
  });

  it('still lets the others be named', async () => {
    const { line } = await checkOf([kept(OWN, 0), kept(OTHER, 40)]);

    expect(line).toMatchObject({ warns: true });
    expect(line!.detail).toMatch(/^none signed yet as "test\.jejak": .*never a name of this ledger: "other\.jejak"$/);
  });
});

describe('A checkpoint kept of a name that ended', () => {
  const last = kept(OWN, 600);

  it.each([
    ['the very one that its end states', last, last],
    ['one over fewer entries', last, kept(OWN, 599, ANOTHER_ROOT)],
    ['the same, signed by another key', last, kept(OWN, 600)],
    ['one where its end states none', null, last],
  ])('agrees with its end: %s', async (_, stated, here) => {
    const { line } = await checkOf([here, kept(OTHER, 0)], forked(stated));

    expect(line).toMatchObject({ warns: true });
    expect(line!.detail).toMatch(/^none signed yet as "other\.jejak": [^;]*$/);
  });

  it.each([
    ['over more entries', last, kept(OWN, 601)],
    ['over as many other entries', last, kept(OWN, 600, ANOTHER_ROOT)],
    ['while its end states one of another log', kept(OTHER, 700), last],
    ['while its end states none that can be read', 'nothing', last],
  ])('contradicts its end: %s', async (_, stated, here) => {
    const { fault } = await checkOf([here, kept(OTHER, 0)], forked(stated));

    expect(fault).toMatchObject({ check: 'checkpoint', position: ledger.size() + 1, stream: 'ledger' });
    expect(fault!.sentence).toMatch(/^it ended "test\.jejak" with another checkpoint than the one over 60[01] entries/);
  });

  it('does not stand in for one of the name that came after it, of which a fork of ours would have kept one', async () => {
    const { fault } = await checkOf([last], forked(last));

    expect(fault).toMatchObject({ check: 'checkpoint' });
    expect(fault!.sentence).toContain('of which nothing is kept here');
  });
});
