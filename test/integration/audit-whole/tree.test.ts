import { describe, expect, it } from 'vitest';
import type { TransactionSql } from 'postgres';

import { useTestDatabase } from '../../support/test-database.ts';
import { REPORT, useBusyLedger } from './busy-ledger.ts';
import { rewriteStream, setHead, withoutTriggers } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

async function faultAfter(tamper: (sql: TransactionSql) => Promise<unknown>) {
  const { fault } = await ledger.after(tamper);
  return fault;
}

/** The position of the first answer in the report. */
async function firstAnswer(): Promise<number> {
  const [row] = await ledger.sql()<{ position: string }[]>`
    select min(position) as position from ledger_entry where type = 'ResponseSubmitted'`;
  return Number(row!.position);
}

/** The seals stand beyond the full tiles, so that the head is all of the tree that knows them. */
async function regrow(sql: TransactionSql): Promise<void> {
  await setHead(sql, ledger.size());
}

describe('A column beside an entry', () => {
  it.each(['stream', 'type', 'recorded_at', 'person', 'role', 'unit', 'cycle', 'indicator'])(
    'that says something else is found: %s',
    async (column) => {
      const position = await firstAnswer();
      const fault = await faultAfter(async (sql) => {
        await sql`alter table ledger_entry alter column ${sql(column)} drop expression`;
        await withoutTriggers(
          sql,
          'ledger_entry',
          () => sql`update ledger_entry set ${sql(column)} = 'Z' where position = ${position}`,
        );
      });

      expect(fault).toMatchObject({ check: 'entries', position, stream: REPORT });
      expect(fault!.sentence).toContain(`the column ${column} says "Z"`);
    },
  );

  it('is found to be free to say anything before it does', async () => {
    const fault = await faultAfter((sql) => sql`alter table ledger_entry alter column unit drop expression`);

    expect(fault).toMatchObject({ check: 'columns', position: null, table: 'ledger_entry' });
  });

  it('is found where the leaf hash was replaced', async () => {
    const hash = `sha256:${'0'.repeat(64)}`;
    const fault = await faultAfter((sql) =>
      withoutTriggers(sql, 'ledger_entry', () => sql`update ledger_entry set leaf_hash = ${hash} where position = 7`),
    );

    expect(fault).toMatchObject({ check: 'entries', position: 7 });
  });
});

describe('The tree', () => {
  it('is found altered in a tile, at the entry it is about', async () => {
    const fault = await faultAfter((sql) =>
      withoutTriggers(
        sql,
        'ledger_tile',
        () =>
          sql`update ledger_tile set hashes = set_byte(hashes, 32 * 99, get_byte(hashes, 32 * 99) # 1) where index = 0`,
      ),
    );

    expect(fault).toMatchObject({ check: 'tree', position: 100, table: 'ledger_tile', key: '0/000' });
    expect(fault!.stream).not.toBeNull();
  });

  it('is found altered in the root of a tile', async () => {
    const fault = await faultAfter((sql) =>
      withoutTriggers(sql, 'ledger_tile', () => sql`update ledger_tile set root = sha256(root) where index = 1`),
    );

    expect(fault).toMatchObject({ check: 'tree', position: 257, table: 'ledger_tile', key: '0/001' });
  });

  it.each([0, 1])('is found without one of its tiles: %i', async (index) => {
    const fault = await faultAfter((sql) =>
      withoutTriggers(sql, 'ledger_tile', () => sql`delete from ledger_tile where index = ${index}`),
    );

    expect(fault).toMatchObject({ check: 'tree', position: index * 256 + 1, key: `0/00${index}` });
    expect(fault!.sentence).toContain('missing');
  });

  it.each([
    [0, 2],
    [1, 0],
    [-1, 0],
    [0, -1],
    [2_000_000_000, 5],
  ])('is found with a tile that is none of it: level %i, index %i', async (level, index) => {
    const fault = await faultAfter(
      (sql) => sql`insert into ledger_tile select ${level}, ${index}, hashes, root from ledger_tile where index = 0`,
    );

    expect(fault).toMatchObject({ check: 'tree', table: 'ledger_tile', key: `${level}/${index}` });
  });

  it.each([
    ['frontier', `frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)`],
    ['frontier of another size', `frontier = '\\x'`],
    ['position', `position = position + 1`],
    ['time', `recorded_at = '2099-01-01T00:00:00.000Z'`],
    ['generation', `generation = generation + 1`],
  ])('is found with another %s in the head', async (_, change) => {
    const fault = await faultAfter((sql) => sql.unsafe(`update ledger_head set ${change}`));

    expect(fault).toMatchObject({ check: 'tree', table: 'ledger_head' });
  });
});

describe('A sealed map', () => {
  it.each([
    ['root', { root: `sha256:${'0'.repeat(64)}` }, 'have the root'],
    ['count of streams', { streams: 1 }, 'it seals 1 streams'],
    ['position', { position: 5000 }, 'does not come before it'],
  ])('is found with another %s', async (_, data, sentence) => {
    const [first] = await ledger.sql()<{ position: string }[]>`
      select position from ledger_entry where type = 'StreamHeadsSealed' order by position limit 1`;
    const position = Number(first!.position);
    const { fault } = await ledger.after(async (sql) => {
      await rewriteStream(sql, position, (entry) => ({ ...entry, data: { ...entry.data, ...data } }));
      await regrow(sql);
    });

    expect(fault).toMatchObject({ check: 'sealed', position, stream: 'ledger' });
    expect(fault!.sentence).toContain(sentence);
  });
});
