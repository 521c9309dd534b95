import { describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { ok } from '../../../src/kernel/result.ts';
import { parseEntry } from '../../../src/ledger/entry.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import { asCounter, counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { cutOff } from '../audit-whole/tampering.ts';

const openWriter = useWriters();

/** Counts by so many, and says up to where it had been counted. */
function counting(stream: string, by: number): Submission {
  const decide: Submission['decide'] = ({ state }) =>
    ok({ under: SYSTEM, events: [counted(by, { seen: asCounter(state(stream)).count })] });
  return submission({ stream, decide });
}

/** A writer that went on as if nothing had happened once decided on entries that were lost, and chained to them. */
describe('A writer under which the ledger was set back', () => {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);

  it.each([
    ['ends earlier', 0],
    ['ends at the same position by now', 3],
    ['has grown beyond', 5],
  ])('decides on what is there, where it %s', async (_what, others) => {
    const [one, other] = [await openWriter(database().applicationUrl), await openWriter(database().applicationUrl)];
    const stream = `case/${others}`;
    const before = (await readRows(sql())).length;
    for (let count = 0; count < 5; count += 1) await one.submit(counting(stream, 10));
    await sql().begin((transaction) => cutOff(transaction, before + 2));
    for (let count = 0; count < others; count += 1) await other.submit(counting(stream, 1));

    const { entries } = appended(await one.submit(counting(stream, 1)));

    const [last, own] = (await readRows(sql())).slice(-2);
    expect(entries[0]).toMatchObject({ streamPosition: others + 3, data: { seen: 20 + others } });
    expect(parseEntry(own!.entry).previous).toBe(last!.leaf_hash);
  });
});

describe('The read models of a ledger that was set back', () => {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);

  it('go on from what is there', async () => {
    const log = { info: () => undefined, warn: () => undefined };
    const one = await openComponents(database().applicationUrl, { log });
    const other = await openComponents(database().applicationUrl, { log });
    const always = { jurisdiction: null, organization: null, validFrom: null, validUntil: null } as const;
    const opening = { type: 'OpenLedger', origin: 'test.jejak', demo: false, key: null } as const;
    const grant = { type: 'GrantRole', subject: 'adi', ...always } as const;
    const register = { type: 'RegisterPerson', label: 'someone' } as const;
    await asSystem(one.handle, { commandId: '1', command: opening });
    await asSystem(one.handle, { commandId: '2', command: { ...register, subject: 'adi' } });
    await asSystem(one.handle, { commandId: 'lost', command: { ...grant, role: 'AUDITOR' } });
    await sql().begin((transaction) => cutOff(transaction, 2));
    await asSystem(other.handle, { commandId: '3', command: { ...register, subject: 'budi' } });

    const position = await asSystem(one.handle, { commandId: '4', command: { ...grant, role: 'ASSESSOR' } });

    const rows = await sql()`
      select jsonb_path_query_array(body, '$.grants[*].role') as roles from person
      where key = 'adi' and to_position = 9223372036854775807`;
    await Promise.all([one.close(), other.close()]);
    expect(position).toBe(4);
    expect(rows[0]).toEqual({ roles: ['ASSESSOR'] });
  });
});
