import { describe, expect, it } from 'vitest';

import type { Data } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { SUBMIT_RESPONSE } from '../../support/mutations.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const CLIENTS = 64;
const INDICATORS = ['KKP-SP1-O1', 'KKP-SP1-O2', 'KKP-SP1-O3', 'KKP-SP1-O4'];

type Attempt = Readonly<{ indicator: string; value: string; expectedRevision: number }>;

async function attempt({ indicator, value, expectedRevision }: Attempt): Promise<Data> {
  const input = { unit: UNIT, cycle: CYCLE, indicator, expectedRevision, answer: { percent: value } };
  const { data } = await world().send({ query: SUBMIT_RESPONSE, variables: { input }, person: REPORTER });
  return data!['submitResponse'] as Data;
}

/** Tries until it is accepted, each time on the revision it was last told of. Answers how it was told. */
async function insist(indicator: string, value: string): Promise<readonly Data[]> {
  const outcomes: Data[] = [];
  let expectedRevision = 0;
  for (;;) {
    const outcome = await attempt({ indicator, value, expectedRevision });
    outcomes.push(outcome);
    if (outcome['code'] !== 'CONFLICT') return outcomes;
    expectedRevision = outcome['currentRevision'] as number;
  }
}

describe('64 clients that revise the indicators of one report at once', () => {
  it('lose no update, and every loser is told the current revision', async () => {
    const clients = Array.from({ length: CLIENTS }, (_, client) => insist(INDICATORS[client % 4]!, String(client)));

    const outcomes = await Promise.all(clients);

    const last = outcomes.map((told) => told.at(-1)!);
    const losses = outcomes.flatMap((told) => told.slice(0, -1));
    expect(last.map(({ __typename }) => __typename as string)).toEqual(Array(CLIENTS).fill('SubmitResponseSuccess'));
    expect(losses.length).toBeGreaterThan(0);
    expect(losses.every(({ currentRevision }) => Number(currentRevision) > 0)).toBe(true);
    const rows = await sql()<{ indicator: string; revision: number; value: string }[]>`
      select indicator, (entry::jsonb #>> '{data,revision}')::int as revision, entry::jsonb #>> '{data,answer,value}' as value
      from ledger_entry where type in ('ResponseSubmitted', 'ResponseRevised') order by position`;
    const revisions = Map.groupBy(rows, ({ indicator }) => indicator);
    expect([...revisions.keys()].toSorted()).toEqual(INDICATORS);
    const numbered = Array.from({ length: CLIENTS / 4 }, (_, index) => index + 1);
    expect([...revisions.values()].map((own) => own.map(({ revision }) => revision))).toEqual(Array(4).fill(numbered));
    expect(rows.map(({ value }) => Number(value)).toSorted((a, b) => a - b)).toEqual([...Array(CLIENTS).keys()]);
  });
});
