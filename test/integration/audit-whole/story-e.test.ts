import { describe, expect, it } from 'vitest';

import { useTestDatabase } from '../../support/test-database.ts';
import { REPORT, useBusyLedger } from './busy-ledger.ts';
import { cutOff, rewrite, rewriteStream, setHead, withoutTriggers } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

/** An entry that a full tile holds, and the first of those that are in none yet. */
const OLD = 100;
const RAGGED = 513;

async function streamAt(position: number): Promise<string> {
  const [row] = await ledger.sql()<{ stream: string }[]>`select stream from ledger_entry where position = ${position}`;
  return row!.stream;
}

async function lastOf(stream: string): Promise<number> {
  const [row] = await ledger.sql()<{ last: string }[]>`
    select max(position) as last from ledger_entry where stream = ${stream} and type = 'ResponseRevised'`;
  return Number(row!.last);
}

describe('An old entry that was rewritten', () => {
  it('is found by its leaf hash', async () => {
    const report = await ledger.after((sql) =>
      rewrite(sql, OLD, (entry) => ({ ...entry, command: 'other' }), { rehash: false }),
    );

    expect(report.fault).toMatchObject({ check: 'entries', position: OLD, stream: await streamAt(OLD) });
    expect(report.fault!.sentence).toContain('its text hashes to');
  });

  it('is found by the next of its stream where its leaf hash was adjusted', async () => {
    const position = await lastOf(REPORT);
    const report = await ledger.after((sql) =>
      rewrite(sql, position, (entry) => ({ ...entry, data: { ...entry.data, narrative: 'better' } }), { rehash: true }),
    );

    expect(report.fault).toMatchObject({ check: 'entries', stream: REPORT });
    expect(report.fault!.position).toBeGreaterThan(position);
    expect(report.fault!.sentence).toContain('the entry before in its stream');
  });

  it('is found by the tiles of the tree where its whole stream was chained anew', async () => {
    const report = await ledger.after((sql) => rewriteStream(sql, OLD, (entry) => ({ ...entry, command: 'other' })));

    expect(report.fault).toMatchObject({
      check: 'tree',
      position: OLD,
      stream: await streamAt(OLD),
      table: 'ledger_tile',
    });
  });

  it('is found by the head of the tree where no tile is full yet', async () => {
    const report = await ledger.after((sql) => rewriteStream(sql, RAGGED, (entry) => ({ ...entry, command: 'other' })));

    expect(report.fault).toMatchObject({ check: 'tree', position: RAGGED, stream: null, table: 'ledger_head' });
    expect(report.fault!.sentence).toContain(`one of the entries ${RAGGED} to ${RAGGED + 63}`);
  });

  it('is found by the head of the tree and named where it is the last', async () => {
    const last = ledger.size();
    const report = await ledger.after((sql) => rewriteStream(sql, last, (entry) => ({ ...entry, command: 'other' })));

    expect(last % 2).toBe(1);
    expect(report.fault).toMatchObject({ check: 'tree', position: last, stream: REPORT, table: 'ledger_head' });
  });

  it('is found by the checkpoint kept outside where the tree was grown anew as well', async () => {
    const report = await ledger.after(
      async (sql) => {
        await rewriteStream(sql, ledger.size(), (entry) => ({ ...entry, command: 'other' }));
        await setHead(sql, ledger.size());
      },
      { checkpoints: [ledger.checkpoint()] },
    );

    expect(report.fault).toMatchObject({ check: 'checkpoint' });
    expect(report.fault!.sentence).toContain(`the first ${ledger.size()} entries are not those that were signed`);
  });

  it.each([
    ['a type that nobody knows', { type: 'Forgotten' }, 'the event type "Forgotten" version 1 is unknown'],
    ['a version that nobody knows', { version: 9 }, 'version 9 is unknown'],
    ['data of another form', { data: { less: true } }, 'its data do not fit the schema'],
    ['a time before the entry before it', { recordedAt: '2001-01-01T00:00:00.000Z' }, 'before the entry before it'],
    ['a member too many', { more: true }, 'its members are not those of an entry'],
    ['a member of another kind', { recordedAt: 'yesterday' }, 'its member recordedAt is not what it should be'],
    [
      'a grant that nobody gave',
      { actor: { person: 'x', role: 'AUDITOR', organization: null, grant: 3 } },
      'did not grant',
    ],
    ['no grant', { actor: { person: 'x', role: 'AUDITOR', organization: null, grant: null } }, 'it names no grant'],
  ])('is found with %s', async (_, members, sentence) => {
    const report = await ledger.after((sql) => rewriteStream(sql, OLD, (entry) => ({ ...entry, ...members })));

    expect(report.fault).toMatchObject({ check: 'entries', position: OLD, stream: await streamAt(OLD) });
    expect(report.fault!.sentence).toContain(sentence);
  });

  it('is found where only its spelling changed', async () => {
    const report = await ledger.after((sql) =>
      withoutTriggers(
        sql,
        'ledger_entry',
        () => sql`update ledger_entry set entry = entry || ' ' where position = ${OLD}`,
      ),
    );

    expect(report.fault).toMatchObject({ check: 'entries', position: OLD, stream: await streamAt(OLD) });
    expect(report.fault!.sentence).toContain('not canonical JSON');
  });
});

describe('What was cut off', () => {
  it('is found by the checkpoint kept outside where no trace was left', async () => {
    const left = ledger.size() - 10;
    const report = await ledger.after((sql) => cutOff(sql, left), { checkpoints: [ledger.checkpoint()] });

    expect(report.fault).toEqual({
      check: 'checkpoint',
      position: left + 1,
      stream: null,
      sentence: `the ledger ends at ${left}, but ${ledger.size()} entries were signed: entries ${left + 1} to ${ledger.size()} are gone`,
    });
  });

  it('cannot be noticed without the checkpoint: so well the traces are removed', async () => {
    const report = await ledger.after((sql) => cutOff(sql, ledger.size() - 10));

    expect(report).toMatchObject({ fault: null, entries: ledger.size() - 10 });
  });

  it('is found where an older copy was restored', async () => {
    const copy = 300;
    const report = await ledger.after((sql) => cutOff(sql, copy), { checkpoints: [ledger.checkpoint()] });

    expect(report.fault).toMatchObject({ check: 'checkpoint', position: copy + 1 });
  });

  it('is found by the head where only the entries were taken', async () => {
    const last = ledger.size();
    const report = await ledger.after((sql) =>
      withoutTriggers(sql, 'ledger_entry', () => sql`delete from ledger_entry where position = ${last}`),
    );

    expect(report.fault).toMatchObject({ check: 'tree', position: last, table: 'ledger_head' });
    expect(report.fault!.sentence).toContain(`entry ${last} is gone`);
  });

  it('is found by the gap where it was in the middle', async () => {
    const report = await ledger.after((sql) =>
      withoutTriggers(sql, 'ledger_entry', () => sql`delete from ledger_entry where position between 50 and 52`),
    );

    expect(report.fault).toMatchObject({ check: 'entries', position: 50, stream: null });
    expect(report.fault!.sentence).toBe('entries 50 to 52 are gone: after 49 comes 53');
  });
});
