import { beforeAll, describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import { backfillTree } from '../../../src/ledger/backfill.ts';
import { counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { expectedTree, readTree, storedTree } from './expected-tree.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);
const db = useDrizzle(() => database().applicationUrl);

/** Ten short of the first full tile of the second level. */
const SIZE = 65_526;

/** A ledger as it was written before ledgers had a tree: entries, and a head that knows of no frontier. */
beforeAll(async () => {
  const actor = '{"grant":null,"organization":null,"person":"operator","role":"SYSTEM"}';
  await sql().begin(async (transaction) => {
    await transaction`
      insert into ledger_entry (position, entry, leaf_hash)
      select position, entry, 'sha256:' || encode(sha256('\\x00'::bytea || convert_to(entry, 'UTF8')), 'hex')
      from generate_series(1, ${SIZE}::integer) as position, lateral format(
        '{"actor":%s,"command":"c%s","data":{"by":1},"position":%s,"previous":null,'
        || '"recordedAt":"2025-01-01T00:00:00.000Z","stream":"case/%s","streamPosition":1,"type":"Counted","version":2}',
        ${actor}::text, position, position, position) as entry`;
    await transaction`update ledger_head set position = ${SIZE}, recorded_at = '2025-01-01T00:00:00.000Z'`;
  });
});

describe('A ledger that was written before ledgers had a tree', () => {
  it('is refused by the writer, since nothing could be proved of what follows', async () => {
    const writer = await openWriter(database().applicationUrl);

    await expect(writer.submit(submission())).rejects.toThrow(`no frontier of a tree of ${SIZE} leaves`);
  });

  it('gets the tree of its entries, and grows on from there into the next level of tiles', async () => {
    const grown = await backfillTree(db());
    const stored = await storedTree(sql());
    const events = Array.from({ length: 20 }, () => counted(1));
    const writer = await openWriter(database().applicationUrl);
    appended(await writer.submit(submission({ stream: 'case/new', decide: () => ok({ under: SYSTEM, events }) })));
    const after = await storedTree(sql());

    const tree = await readTree(sql());
    expect(grown).toBe(SIZE);
    expect(stored).toMatchObject({ size: SIZE });
    expect(stored.tiles.length).toBe(255);
    expect(after).toEqual(expectedTree(tree));
    expect(after.tiles.at(-1)).toMatchObject({ level: 1, index: 0 });
  });

  it('is left alone once it has one', async () => {
    const before = await storedTree(sql());

    expect(await backfillTree(db())).toBe(0);
    expect(await storedTree(sql())).toEqual(before);
  });

  it('gets the same tree back, tiles of both levels, where it was taken away', async () => {
    const before = await storedTree(sql());
    await sql()`alter table ledger_tile disable trigger append_only`;
    await sql()`delete from ledger_tile`;
    await sql()`alter table ledger_tile enable always trigger append_only`;
    await sql()`update ledger_head set frontier = ''`;

    const grown = await backfillTree(db());

    expect(grown).toBe(before.size);
    expect(await storedTree(sql())).toEqual(before);
  });

  it('gets none where an entry is gone', async () => {
    await sql()`update ledger_head set frontier = '', position = position + 1`;

    await expect(backfillTree(db())).rejects.toThrow();

    expect(await storedTree(sql())).toMatchObject({ frontier: '' });
  });
});

describe('An empty ledger', () => {
  const empty = useTestDatabase();
  const emptyDb = useDrizzle(() => empty().applicationUrl);

  it('has the tree of nothing already', async () => {
    expect(await backfillTree(emptyDb())).toBe(0);
  });
});
