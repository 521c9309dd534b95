import { describe, expect, it } from 'vitest';
import type { TransactionSql } from 'postgres';

import { useTestDatabase } from '../../support/test-database.ts';
import { useBusyLedger } from './busy-ledger.ts';
import { withoutTriggers } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

async function faultAfter(tamper: (sql: TransactionSql) => Promise<unknown>) {
  const { fault } = await ledger.after(tamper);
  return fault;
}

describe('The accepted commands', () => {
  const altered = (change: string, position: number) =>
    faultAfter((sql) =>
      withoutTriggers(sql, 'ledger_command', () => sql.unsafe(`${change} where first_position = ${position}`)),
    );

  it.each([
    ['whose is another', `update ledger_command set actor = 'somebody'`],
    ['that has another id', `update ledger_command set command_id = 'another'`],
    ['that is gone', `delete from ledger_command`],
    ['that begins later', `update ledger_command set first_position = first_position + 1`],
    ['that begins earlier', `update ledger_command set first_position = first_position - 1`],
    ['that ends later', `update ledger_command set last_position = last_position + 1`],
    ['that ends earlier', `update ledger_command set last_position = last_position - 1`],
    ['that tells nothing of what it asked', `update ledger_command set input_digest = ''`],
  ])('are found with one %s', async (_, change) => {
    for (const position of [1, ledger.size() - 5]) {
      const fault = await altered(change, position);

      expect(fault).toMatchObject({ check: 'commands', table: 'ledger_command' });
      expect(Math.abs(fault!.position! - position)).toBeLessThanOrEqual(1);
    }
  });

  it('are found with one of no entries', async () => {
    const last = ledger.size();
    const insert = (first: number, end: number) =>
      faultAfter(
        (sql) => sql`
        insert into ledger_command (actor, command_id, input_digest, first_position, last_position)
        select 'nobody', 'nothing', input_digest, ${first}, ${end} from ledger_command where first_position = 1`,
      );

    expect(await insert(last + 1, last + 1)).toMatchObject({ check: 'commands', position: last + 1, stream: null });
    expect(await insert(last, last)).toMatchObject({ check: 'commands', position: last });
    expect(await insert(40, 39)).toMatchObject({ check: 'commands', position: 40 });
    expect(await insert(-3, -3)).toMatchObject({ check: 'commands' });
  });
});

describe('The texts that entries name by digest', () => {
  it.each([
    ['altered', `update ledger_content set content = content || ' '`],
    ['gone', `delete from ledger_content`],
  ])('are found where one is %s', async (_, change) => {
    const fault = await faultAfter((sql) => withoutTriggers(sql, 'ledger_content', () => sql.unsafe(change)));

    expect(fault).toMatchObject({ check: 'contents', table: 'ledger_content' });
    expect(fault!.stream).toMatch(/^instrument\//);
    expect(fault!.position).toBeGreaterThan(0);
  });

  it('are found where one that no entry names is not what it says', async () => {
    const fault = await faultAfter((sql) => sql`insert into ledger_content values ('sha256:no', 'text')`);

    expect(fault).toMatchObject({ check: 'contents', position: null, key: 'sha256:no' });
  });
});

describe('A trigger that refuses changes', () => {
  const tables = ['ledger_entry', 'ledger_tile', 'ledger_command', 'ledger_content', 'ledger_head'];

  it.each(tables)('is found switched off: %s', async (table) => {
    const off = await faultAfter((sql) => sql`alter table ${sql(table)} disable trigger append_only`);
    const replica = await faultAfter((sql) => sql`alter table ${sql(table)} enable trigger append_only`);
    const gone = await faultAfter((sql) => sql`drop trigger append_only on ${sql(table)}`);

    for (const fault of [off, replica, gone]) expect(fault).toMatchObject({ check: 'triggers', position: null, table });
  });

  it.each([
    [
      'under a condition',
      `create trigger append_only before update or delete or truncate on ledger_entry for each statement when (false) execute function refuse_change()`,
    ],
    [
      'for some columns only',
      `create trigger append_only before update of leaf_hash or delete or truncate on ledger_entry for each statement execute function refuse_change()`,
    ],
    [
      'by a function of another schema',
      `create trigger append_only before update or delete or truncate on ledger_entry for each statement execute function elsewhere.refuse_change()`,
    ],
  ])('is found where it fires %s', async (_, trigger) => {
    const fault = await faultAfter(async (sql) => {
      await sql`create schema elsewhere`;
      await sql`
        create function elsewhere.refuse_change() returns trigger language plpgsql
        as $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$`;
      await sql`drop trigger append_only on ledger_entry`;
      await sql.unsafe(trigger);
      await sql`alter table ledger_entry enable always trigger append_only`;
    });

    expect(fault).toMatchObject({ check: 'triggers', position: null, table: 'ledger_entry' });
  });

  it('is found where its function refuses nothing', async () => {
    const fault = await faultAfter(
      (sql) => sql`
        create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$`,
    );

    expect(fault).toMatchObject({ check: 'triggers', position: null, table: 'ledger_entry' });
    expect(fault!.sentence).toContain('no longer refuses changes');
  });
});
