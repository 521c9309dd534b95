import { beforeAll, describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import { readContent } from '../../../src/ledger/content.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { readAll, readEvents, readHead, readStream } from '../../../src/ledger/read.ts';
import type { Source } from '../../../src/ledger/read.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { tail } from '../../../src/ledger/tail.ts';
import { listenToLedger } from '../../../src/ledger/wakeups.ts';
import type { Writer } from '../../../src/ledger/writer.ts';
import { counted, SYSTEM, toyCatalogue } from '../../support/ledger-catalogue.ts';
import { useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().applicationUrl);
const db = useDrizzle(() => database().applicationUrl);

const LENGTH = 1200;
const content = { digest: digestOf('{"edition":1}'), text: '{"edition":1}' };

let writer: Writer;

function source(): Source {
  return { database: db(), catalogue: toyCatalogue };
}

async function positions(entries: AsyncIterable<RecordedEntry>): Promise<readonly number[]> {
  const read: number[] = [];
  for await (const entry of entries) read.push(entry.position);
  return read;
}

function sequence(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

beforeAll(async () => {
  writer = await openWriter(database().applicationUrl);
  const decide = () => ok({ under: SYSTEM, events: Array.from({ length: 100 }, () => counted(1)) });
  for (const index of sequence(1, LENGTH / 100)) {
    await writer.submit(submission({ stream: `case/${index % 2}`, decide, content }));
  }
});

describe('Reading the ledger', () => {
  it('gives every entry in order, page after page', async () => {
    expect(await positions(readAll(source()))).toEqual(sequence(1, LENGTH));
  });

  it('begins after, ends at and stops where it is told', async () => {
    expect(await positions(readAll(source(), { after: 10, upTo: 15 }))).toEqual(sequence(11, 15));
    expect(await positions(readAll(source(), { after: 10, limit: 700 }))).toEqual(sequence(11, 710));
  });

  it('gives one stream in its own order, as it was at a position', async () => {
    const upTo = await positions(readStream(source(), 'case/0', { upTo: 250 }));

    expect(await positions(readStream(source(), 'case/1'))).toHaveLength(LENGTH / 2);
    expect(upTo).toEqual(sequence(101, 200));
  });

  it('gives the entries at given positions', async () => {
    const entries = await readEvents(source(), [7, 3, LENGTH + 1]);

    expect(entries.map((entry) => entry.position)).toEqual([3, 7]);
  });

  it('knows the head', async () => {
    expect(await readHead(db())).toBe(LENGTH);
  });

  it('gives the text of a digest, or nothing', async () => {
    expect(await readContent(db(), content.digest)).toBe(content.text);
    expect(await readContent(db(), digestOf('another'))).toBeNull();
  });

  it('stops at an entry it does not understand', async () => {
    const older = {
      ...toyCatalogue,
      upcast: () => {
        throw new Error('unknown event');
      },
    };

    await expect(positions(readAll({ database: db(), catalogue: older }))).rejects.toMatchObject({
      name: 'UnreadableEntry',
      position: 1,
    });
  });
});

describe('The tail', () => {
  it('catches up and then follows, without loss or repetition', async () => {
    const wakeups = await listenToLedger(sql());
    const leave = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const entry of tail({ ...source(), wakeups }, { after: LENGTH - 10, signal: leave.signal })) {
        seen.push(entry.position);
      }
    })();

    await expect.poll(() => seen.length).toBe(10);
    await Promise.all(sequence(1, 200).map(() => writer.submit(submission())));
    await expect.poll(() => seen.length).toBe(210);
    leave.abort();
    await following;
    await wakeups.close();

    expect(seen).toEqual(sequence(LENGTH - 9, LENGTH + 200));
  });

  it('is woken and does not wait for its turn to poll', async () => {
    const wakeups = await listenToLedger(sql());
    const leave = new AbortController();
    const entries = tail({ ...source(), wakeups }, { after: await readHead(db()), signal: leave.signal });
    const next = entries.next();
    await new Promise((resolve) => setTimeout(resolve, 50));

    const before = performance.now();
    await writer.submit(submission());
    await next;

    expect(performance.now() - before).toBeLessThan(500);
    leave.abort();
    await wakeups.close();
  });
});
