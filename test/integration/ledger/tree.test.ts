import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { err, ok } from '../../../src/kernel/result.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import { counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { expectedTree, readTree, storedTree } from './expected-tree.ts';

const openWriter = useWriters();

/** A command with so many events; none: it is refused. */
function counting(stream: string, events: number): Submission {
  const counts = Array.from({ length: events }, () => counted(1));
  return submission({
    stream,
    decide: () => (events === 0 ? err({ code: 'NOTHING_CHANGED' }) : ok({ under: SYSTEM, events: counts })),
  });
}

describe('The tree in the database', () => {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);
  const commands = fc.array(
    fc.record({ stream: fc.constantFrom('case/1', 'case/2', 'case/3'), events: fc.nat(40), writer: fc.nat(1) }),
    { minLength: 10, maxLength: 60 },
  );

  it('is that of the entries, after any commands of two writers', async () => {
    const url = database().applicationUrl;
    const writers = [await openWriter(url), await openWriter(url, { limits: { events: 100 } })];

    await fc.assert(
      fc.asyncProperty(commands, async (some) => {
        await Promise.all(some.map(({ stream, events, writer }) => writers[writer]!.submit(counting(stream, events))));

        expect(await storedTree(sql())).toEqual(expectedTree(await readTree(sql())));
      }),
      { numRuns: 6 },
    );

    const { size, tiles } = await storedTree(sql());
    expect(size).toBeGreaterThan(256);
    expect(tiles.length).toBe(Math.floor(size / 256));
  });
});

describe('A batch that crosses the edge of a tile', () => {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);

  it('leaves no tile where it fails, and the tile of the others where it is tried again without the guilty one', async () => {
    const writer = await openWriter(database().applicationUrl);
    appended(await writer.submit(counting('case/1', 250)));
    const poisoned = submission({
      stream: 'case/2',
      decide: () =>
        ok({ under: SYSTEM, events: [...Array.from({ length: 20 }, () => counted(1)), { type: 'Unknown', data: {} }] }),
    });

    await expect(writer.submit(poisoned)).rejects.toThrow('unknown event Unknown');
    const alone = await storedTree(sql());
    const [good, guilty] = await Promise.allSettled([
      writer.submit(counting('case/1', 10)),
      writer.submit({ ...poisoned, commandId: 'poisoned again' }),
    ]);

    expect(alone).toMatchObject({ size: 250, tiles: [] });
    expect([good.status, guilty.status]).toEqual(['fulfilled', 'rejected']);
    expect(await storedTree(sql())).toEqual(expectedTree(await readTree(sql())));
    expect(await storedTree(sql())).toMatchObject({ size: 260, tiles: [{ level: 0, index: 0 }] });
  });

  it('leaves no tile where the database refuses the batch', async () => {
    const before = await storedTree(sql());
    const project = () => Promise.reject(new Error('the projection failed'));
    const failing = await openWriter(database().applicationUrl, { project });

    await expect(failing.submit(counting('case/1', 255))).rejects.toThrow('the projection failed');

    expect(await storedTree(sql())).toEqual(before);
  });

  it('is refused by a head whose frontier is not that of its size', async () => {
    const writer = await openWriter(database().applicationUrl);
    const [head] = await sql()<{ frontier: Buffer }[]>`select frontier from ledger_head`;
    await sql()`update ledger_head set frontier = '\\x00'`;

    await expect(writer.submit(counting('case/1', 1))).rejects.toThrow(
      'the head row holds no frontier of a tree of 260 leaves',
    );

    await sql()`update ledger_head set frontier = ${head!.frontier}`;
    appended(await writer.submit(counting('case/1', 1)));
    expect(await storedTree(sql())).toEqual(expectedTree(await readTree(sql())));
  });
});
