import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readAll } from '../../../src/ledger/read.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { projections } from '../../../src/projection/registry.ts';
import { openComponents } from '../../../src/cli/components.ts';
import { brokenIntervals, foldedRows, tableRows } from '../../support/projected-rows.ts';
import { attempts } from '../../support/random-reporting.ts';
import type { Attempt } from '../../support/random-reporting.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
let world: ReportingWorld;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});

afterAll(() => world.close());

async function history(): Promise<readonly RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for await (const entry of readAll(world.reader)) entries.push(entry);
  return entries;
}

/** All at once, so that batches hold several commands; who saw what is whatever they saw before. */
async function tryAll(handle: ReportingWorld['handle'], tried: readonly Attempt[]): Promise<void> {
  const seen = (await history()).length;
  await Promise.all(
    tried.map(({ person, command }) => handle({ person, commandId: randomUUID(), command: command(seen) })),
  );
}

describe('every interval table', () => {
  it('at a position is the fold of the entries up to it, after any concurrent commands', async () => {
    await fc.assert(
      fc.asyncProperty(attempts, fc.double({ min: 0, max: 1, noNaN: true }), async (tried, share) => {
        await tryAll(world.handle, tried);
        const entries = await history();
        const position = Math.max(1, Math.round(entries.length * share));

        for (const projection of projections) {
          const rows = await tableRows(database().applicationUrl, projection.name, position);
          expect(rows).toEqual(foldedRows(projection, entries, position));
        }
      }),
      { numRuns: 8 },
    );
  });

  it('holds intervals without gap and overlap, and one open row a key', async () => {
    for (const { name } of projections) expect(await brokenIntervals(database().applicationUrl, name)).toEqual([]);
  });

  it('stays so when a second instance writes between the batches of the first', async () => {
    const second = await openComponents(database().applicationUrl, {
      log: { info: () => undefined, warn: () => undefined },
    });
    const [some] = fc.sample(attempts, { numRuns: 1, seed: 7 });
    const tried = some ?? [];

    for (let turn = 0; turn < 6; turn += 1) {
      await Promise.all([tryAll(world.handle, tried), tryAll(second.handle, tried.toReversed())]);
    }
    await second.close();

    const entries = await history();
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1));
    for (const projection of projections) {
      const rows = await tableRows(database().applicationUrl, projection.name, entries.length);
      expect(rows).toEqual(foldedRows(projection, entries, entries.length));
    }
  });
});
