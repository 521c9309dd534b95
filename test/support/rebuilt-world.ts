import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect } from 'vitest';

import { readAll } from '../../src/ledger/read.ts';
import type { RecordedEntry } from '../../src/ledger/entry.ts';
import { projections } from '../../src/projection/registry.ts';
import { useSql } from './ledger-rows.ts';
import { brokenIntervals, foldedRows, tableRows } from './projected-rows.ts';
import { rebuildAll } from './rebuilding.ts';
import { CYCLE, openReportingWorld, REPORTER, UNIT } from './reporting-world.ts';
import type { ReportingWorld } from './reporting-world.ts';
import type { TestDatabase } from './test-database.ts';

const INDICATOR = 'KKP-SP1-S2';

/** The one response that is answered again and again. */
export const RESPONSE = `${UNIT}/${CYCLE}/${INDICATOR}`;

type Handle = ReportingWorld['handle'];

/** A product at work on one response, whose read models are to be rebuilt meanwhile. */
export type RebuiltWorld = Readonly<{
  world: () => ReportingWorld;
  /** Answers the one question with new words, whatever was said before, and says at which position. */
  answer: (handle?: Handle) => Promise<number>;
  /** With the ledger now, and at every position with tables that are built while nobody writes. */
  expectTablesToAgree: () => Promise<void>;
}>;

export function useRebuiltWorld(database: () => TestDatabase): RebuiltWorld {
  const superuser = useSql(() => database().superuserUrl);
  let world: ReportingWorld;

  beforeAll(async () => {
    world = await openReportingWorld(database().applicationUrl);
  });
  afterAll(() => world.close());

  const answer = async (handle: Handle = world.handle): Promise<number> => {
    const [row] = await superuser()<{ revision: number }[]>`
      select (body ->> 'revision')::integer as revision from response
      where key = ${RESPONSE} and to_position = 9223372036854775807`;
    const named = { unit: UNIT, cycle: CYCLE, indicator: INDICATOR, expectedRevision: row?.revision ?? 0 };
    const said = { answer: { kind: 'CHOICE', option: 'ADA' }, narrative: randomUUID() } as const;
    const command = { type: 'SubmitResponse', ...named, ...said } as const;
    const answered = await handle({ person: REPORTER, commandId: randomUUID(), command });
    if (!answered.ok) throw new Error(`refused: ${JSON.stringify(answered.error)}`);
    return answered.value.position;
  };

  const expectTablesToAgree = async (): Promise<void> => {
    const entries: RecordedEntry[] = [];
    for await (const entry of readAll(world.reader)) entries.push(entry);
    const { applicationUrl } = database();
    for (const projection of projections) {
      const rows = await tableRows(applicationUrl, projection.name, entries.length);
      expect(rows).toEqual(foldedRows(projection, entries, entries.length));
      expect(await brokenIntervals(applicationUrl, projection.name)).toEqual([]);
    }
    const { models } = await rebuildAll(database());
    expect(models.map(({ outcome }) => outcome)).toEqual(projections.map(() => 'AS_BEFORE'));
  };

  return { world: () => world, answer, expectTablesToAgree };
}
