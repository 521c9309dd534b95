import { describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import { parseEntry } from '../../../src/ledger/entry.ts';
import { leafHash } from '../../../src/merkle/hash.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import { asCounter, counted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);

/** Records the count it saw: two that saw the same would be a lost update. */
function countSeen(stream: string): Submission {
  return submission({
    stream,
    decide: ({ state }) => ok({ under: SYSTEM, events: [counted(1, { seen: asCounter(state(stream)).count })] }),
  });
}

describe('Two writers on one database', () => {
  it('give positions without gaps, chains without breaks, and times that never decrease', async () => {
    const writers = await Promise.all([openWriter(database().applicationUrl), openWriter(database().applicationUrl)]);
    const commands = Array.from({ length: 600 }, (_, index) => countSeen(`case/${index % 7}`));

    const answers = await Promise.all(commands.map((command, index) => writers[index % 2]!.submit(command)));

    const rows = await readRows(sql());
    const entries = rows.map((row) => parseEntry(row.entry));
    const last = new Map<string, string>();
    expect(answers.map((answer) => appended(answer).position).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 600 }, (_, index) => index + 1),
    );
    expect(entries.map((entry) => entry.position)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(entries.map((entry) => entry.recordedAt)).toEqual(entries.map((entry) => entry.recordedAt).toSorted());
    for (const [index, entry] of entries.entries()) {
      expect(rows[index]!.leaf_hash).toBe(leafHash(rows[index]!.entry));
      expect(entry.previous).toBe(last.get(entry.stream) ?? null);
      expect(entry.data['seen']).toBe(entry.streamPosition - 1);
      last.set(entry.stream, rows[index]!.leaf_hash);
    }
  });

  it('see what the other appended, however long they were idle', async () => {
    const [idle, busy] = await Promise.all([
      openWriter(database().applicationUrl),
      openWriter(database().applicationUrl),
    ]);
    await idle.submit(countSeen('case/idle'));

    await Promise.all(Array.from({ length: 1500 }, () => busy.submit(countSeen('case/idle'))));

    const { entries } = appended(await idle.submit(countSeen('case/idle')));
    expect(entries[0]!.data['seen']).toBe(1501);
  });

  it('need no room for all the states at once', async () => {
    const small = await openWriter(database().applicationUrl, { limits: { states: 2 } });
    const commands = Array.from({ length: 40 }, (_, index) => countSeen(`case/small-${index % 10}`));

    const answers = await Promise.all(commands.map((command) => small.submit(command)));
    const { entries } = appended(await small.submit(countSeen('case/small-3')));

    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(entries[0]!.data['seen']).toBe(4);
  });
});
