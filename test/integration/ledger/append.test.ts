import { describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();

describe('An accepted command', () => {
  it('is recorded', async () => {
    const writer = await openWriter(database().applicationUrl);

    const first = appended(await writer.submit(submission()));
    const second = appended(await writer.submit(submission()));

    expect(first.position).toBe(1);
    expect(second.entries[0]).toMatchObject({ position: 2, streamPosition: 2 });
    const t = performance.now();
    for (let i = 0; i < 200; i++) await writer.submit(submission());
    console.log('lone', (performance.now() - t) / 200);
    const t2 = performance.now();
    for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 64 }, () => writer.submit(submission())));
    console.log('64', (performance.now() - t2) / 20 / 64);
    const sql = connect(database().ownerUrl, { max: 1 });
    await sql`create table raw (id bigint generated always as identity primary key, entry text)`;
    const t3 = performance.now();
    const text = first.entries[0]!.entry;
    for (let i = 0; i < 300; i++) await sql`insert into raw (entry) values (${text})`;
    console.log('raw', (performance.now() - t3) / 300);
    await sql.end();
  });
});
