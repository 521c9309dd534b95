import { describe, expect, it } from 'vitest';
import type { TransactionSql } from 'postgres';

import { UNIT, CYCLE } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { REPORT, useBusyLedger } from './busy-ledger.ts';
import { READ_MODELS } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

const KEY = `${UNIT}/${CYCLE}`;

type Interval = Readonly<{ key: string; from: number; to: string }>;

/** The intervals of the response that was revised most, in order. */
async function intervals(): Promise<readonly Interval[]> {
  const rows = await ledger.sql()<{ key: string; from_position: string; to_position: string }[]>`
    select key, from_position, to_position from response
    where key = (select key from response group by key order by count(*) desc, key limit 1) order by from_position`;
  return rows.map(({ key, from_position: from, to_position: to }) => ({ key, from: Number(from), to }));
}

async function faultAfter(tamper: (sql: TransactionSql) => Promise<unknown>) {
  const { fault } = await ledger.after(tamper);
  return fault;
}

async function positionOf(type: string): Promise<number> {
  const [row] = await ledger.sql()<{ position: string }[]>`
    select min(position) as position from ledger_entry where type = ${type}`;
  return Number(row!.position);
}

describe('A read model', () => {
  it('is found altered in one row', async () => {
    const [, second] = await intervals();
    const fault = await faultAfter(
      (sql) => sql`
        update response set body = jsonb_set(body, '{revision}', '7') where key = ${second!.key} and from_position = ${second!.from}`,
    );

    expect(fault).toMatchObject({
      check: 'read models',
      position: second!.from,
      stream: REPORT,
      table: 'response',
      key: second!.key,
    });
    expect(fault!.sentence).toContain('says something else');
  });

  it('is found altered by so little that a program reads it alike', async () => {
    const fault = await faultAfter(
      (sql) => sql`update cycle set body = jsonb_set(body, '{dataYear}', '2021.00000000000000000000001')`,
    );

    expect(fault).toMatchObject({ check: 'read models', table: 'cycle', key: CYCLE });
  });

  it('is found without one of its rows', async () => {
    const [, second] = await intervals();
    const fault = await faultAfter(
      (sql) => sql`delete from response where key = ${second!.key} and from_position = ${second!.from}`,
    );

    expect(fault).toMatchObject({ check: 'read models', position: second!.from, key: second!.key });
    expect(fault!.sentence).toContain('is missing');
  });

  it.each([1, 5000, -4])('is found with a row too many, from %i', async (from) => {
    const fault = await faultAfter(
      (sql) => sql`insert into report (key, from_position, to_position, body) values ('9/X', ${from}, 5001, '{}')`,
    );

    expect(fault).toMatchObject({ check: 'read models', position: from, table: 'report', key: '9/X' });
    expect(fault!.sentence).toContain('follows from no entry');
  });

  it('is found with an interval that begins at another position', async () => {
    const [, second] = await intervals();
    const fault = await faultAfter(
      (sql) => sql`
        update response set from_position = from_position + 1 where key = ${second!.key} and from_position = ${second!.from}`,
    );

    expect(fault).toMatchObject({ check: 'read models', position: second!.from, key: second!.key });
  });

  it.each([
    ['later', 'to_position + 1'],
    ['earlier', 'to_position - 1'],
    ['never', '9223372036854775806'],
  ])('is found with an interval that ends %s', async (_, to) => {
    const rows = await intervals();
    for (const row of [rows[0]!, rows[3]!, rows.at(-2)!]) {
      const fault = await faultAfter((sql) =>
        sql.unsafe(`update response set to_position = ${to} where key = '${row.key}' and from_position = ${row.from}`),
      );

      expect(fault).toMatchObject({ check: 'read models', position: row.from, stream: REPORT, key: row.key });
      expect(fault!.sentence).toContain('but should at');
    }
  });

  it('is found with an open row that was ended', async () => {
    const [open] = await ledger.sql()<{ from_position: string }[]>`
      select from_position from report where key = ${KEY} order by from_position desc limit 1`;
    const fault = await faultAfter(
      (sql) => sql`update report set to_position = 9999 where to_position = 9223372036854775807`,
    );

    expect(fault).toMatchObject({
      check: 'read models',
      position: Number(open!.from_position),
      table: 'report',
      key: KEY,
    });
  });

  it('is found where its row stands in another table of its version', async () => {
    const fault = await faultAfter((sql) => sql`update projection_version set version = 9 where name = 'cycle'`);

    expect(fault).toMatchObject({ check: 'read models', table: 'projection_version', key: 'cycle' });
  });

  it('is found with a generated column that says something else', async () => {
    const position = await positionOf('CycleOpened');
    const fault = await faultAfter(async (sql) => {
      await sql`alter table cycle alter column cycle_year drop expression`;
      await sql`update cycle set cycle_year = 1999`;
    });

    expect(fault).toMatchObject({ check: 'columns', position, stream: `cycle/${CYCLE}`, table: 'cycle', key: CYCLE });
    expect(fault!.sentence).toContain('the column cycle_year');
  });

  it('is found by words that nobody wrote', async () => {
    const [open] = await ledger.sql()<{ key: string }[]>`
      select key from response where to_position = 9223372036854775807 order by from_position, key limit 1`;
    const fault = await faultAfter(async (sql) => {
      await sql`alter table response alter column words drop expression`;
      await sql`update response set words = to_tsvector('indonesian', 'emas') where key = ${open!.key}`;
    });

    expect(fault).toMatchObject({ check: 'columns', stream: REPORT, table: 'response', key: open!.key });
    expect(fault!.sentence).toContain('the column words');
  });

  it.each(READ_MODELS)('is found emptied: %s', async (table) => {
    const fault = await faultAfter((sql) => sql`delete from ${sql(table)}`);

    expect(fault).toMatchObject({ check: 'read models', table });
  });
});
