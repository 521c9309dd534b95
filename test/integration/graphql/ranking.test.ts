import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import { PLACES, spreadOverNation } from '../../support/nation.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  await world.tell('2026-05-01T00:00:00.000Z', 'administrator', {
    type: 'RegisterPerson',
    subject: 'late',
    label: 'somebody a year later',
  });
  // The edition is read once per process and then known.
  await ask(ranking('SCORE', 'basis: CLAIMED'), { person: 'auditor' });
});
afterAll(() => world.close());

const ENTRIES =
  'totalCount unranked pageInfo { hasNextPage endCursor } nodes { rank value exact tiedWith neverReturned explanation report { unit { code } } }';

function ranking(by: string, more = '', cycle = CYCLE): string {
  return `{ ranking(cycle: "${cycle}", by: ${by}, ${more}) { ${ENTRIES} } }`;
}

describe('A ranking of one report', () => {
  it.each([
    ['SCORE', { value: '86.25', exact: '345/4', explanation: 'Rank 1 of 1: a total of 86.25, exactly 345/4.' }],
    // From the beginning of 10 February to the end of the window, the beginning of the 28th.
    [
      'TIMELINESS',
      { value: '432.00', exact: '432', explanation: 'Rank 1 of 1: hours before the deadline: 432.00, exactly 432.' },
    ],
  ])('tells by %s what is ranked and why', async (by, entry) => {
    const { data, errors } = await ask(ranking(by));

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking')).toMatchObject({
      totalCount: 1,
      unranked: 1,
      nodes: [{ rank: 1, tiedWith: 0, ...entry }],
    });
  });

  it('does not rank by working time where no calendar is known, and counts who is left out', async () => {
    const { data, errors } = await ask(ranking('RESPONSIVENESS'));

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking')).toMatchObject({ totalCount: 0, unranked: 2, nodes: [] });
  });

  it('says of the report itself which year has no calendar, and guesses nothing', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "${PLACE}", cycle: "${CYCLE}") { timeliness { deadline firstSubmission firstCompleteSubmission
        lead { value exact } late rounds { round returnedAt resubmittedAt endedByDueDate workingHours { value } }
        workingHours { value } neverReturned unknownYears } } }`,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report.timeliness')).toEqual({
      deadline: '2025-02-28T00:00:00.000Z',
      firstSubmission: '2025-02-10T00:00:00.000Z',
      firstCompleteSubmission: '2025-02-10T00:00:00.000Z',
      lead: { value: '432.00', exact: '432' },
      late: false,
      rounds: [
        {
          round: 1,
          returnedAt: '2025-02-12T00:00:00.000Z',
          resubmittedAt: '2025-02-14T00:00:00.000Z',
          endedByDueDate: false,
          workingHours: null,
        },
      ],
      workingHours: null,
      neverReturned: false,
      unknownYears: [2025],
    });
  });
});

describe('Who may see a ranking', () => {
  it('is everybody, of what is published', async () => {
    const before = `asOf: { position: "${turns.finalized}" }`;

    const { errors } = await ask(ranking('SCORE'));
    const early = await ask(ranking('SCORE', before));
    const full = await ask(ranking('SCORE', before), { person: 'auditor' });

    expect(errors).toEqual([]);
    expect(early.errors).toMatchObject([{ code: 'NOT_PUBLISHED_THEN' }]);
    expect(pick(full.data, 'ranking.totalCount')).toBe(1);
  });

  it.each(['CLAIMED', 'VERIFIED', 'ASSESSED'])(
    'on the basis %s is whoever sees all its units in full',
    async (basis) => {
      const asked = `basis: ${basis}`;

      expect((await ask(ranking('SCORE', asked))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      expect((await ask(ranking('SCORE', asked), { person: 'coordinator' })).errors).toMatchObject([
        { code: 'FORBIDDEN' },
      ]);
      expect((await ask(ranking('SCORE', asked), { person: 'reviewer' })).errors).toEqual([]);
      expect((await ask(ranking('SCORE', `${asked}, within: "${PLACE}"`), { person: 'coordinator' })).errors).toEqual(
        [],
      );
    },
  );

  it('is nobody who asks for a cycle that is unknown: there is nothing to see', async () => {
    const { data, errors } = await ask(ranking('SCORE', '', 'CARE-1999'));

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking')).toMatchObject({ totalCount: 0, unranked: 0, nodes: [] });
  });
});

describe('A ranking of 514 places', () => {
  let alone: number;

  beforeAll(async () => {
    alone = (await ask(ranking('SCORE', 'first: 100'))).statements;
    await spreadOverNation(database().superuserUrl, { unit: PLACE, cycle: CYCLE });
  });

  it('takes as many statements as one of a single report', async () => {
    const { data, errors, statements } = await ask(ranking('SCORE', 'first: 100'));

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking')).toMatchObject({ totalCount: 514, unranked: 0 });
    expect(statements).toBe(alone);
  });

  it.each(['SCORE', 'TIMELINESS', 'RESPONSIVENESS'])(
    'by %s takes no more for a moment of the past than for today',
    async (by) => {
      const then = 'asOf: { time: "2025-06-01T00:00:00.000Z" }';

      const [today, past] = [await ask(ranking(by)), await ask(ranking(by, then))];

      expect([today.errors, past.errors]).toEqual([[], []]);
      expect(past.statements).toBe(today.statements);
      expect(pick(past.data, 'ranking.totalCount')).toBe(pick(today.data, 'ranking.totalCount'));
    },
  );

  it('shares ranks among exact equals, leaves out as many after them, and explains it', async () => {
    const { data } = await ask(ranking('SCORE', 'first: 100'));

    expect(pick(data, 'ranking.nodes.0')).toMatchObject({ rank: 1, tiedWith: 0, report: { unit: { code: PLACE } } });
    expect(pick(data, 'ranking.nodes.1')).toMatchObject({ rank: 2, tiedWith: 50, value: '9.00' });
    expect(pickText(data, 'ranking.nodes.1.explanation')).toMatch(
      /^Rank 2 of 514, shared by 51: 9\.00 \(\d\d\.\d\d\), .* and 46 more: equal exact totals 9\.$/,
    );
    expect(pick(data, 'ranking.nodes.52')).toMatchObject({ rank: 53, value: '8.00' });
  });

  it('is paged in one order without gaps or repetitions', async () => {
    const units: unknown[] = [];
    for (let after = ''; units.length < 1000;) {
      const { data } = await ask(ranking('SCORE', `first: 100${after}`));
      units.push(...pickEach(data, 'ranking.nodes', 'report.unit.code'));
      if (pick(data, 'ranking.pageInfo.hasNextPage') !== true) break;
      after = `, after: "${pickText(data, 'ranking.pageInfo.endCursor')}"`;
    }

    expect(units).toHaveLength(514);
    expect(new Set(units)).toEqual(new Set(PLACES));
  });

  it('of a province ranks and counts its places alone', async () => {
    const { data } = await ask(ranking('SCORE', 'within: "64"'));

    expect(pick(data, 'ranking')).toMatchObject({ totalCount: 10, unranked: 0 });
    expect(pick(data, 'ranking.nodes.0')).toMatchObject({ rank: 1, report: { unit: { code: PLACE } } });
  });

  it('on another basis scores all of them in few statements', async () => {
    const { data, errors, statements } = await ask(ranking('SCORE', 'basis: CLAIMED, first: 100'), {
      person: 'auditor',
    });

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking')).toMatchObject({ totalCount: 514, unranked: 0 });
    expect(statements).toBeLessThanOrEqual(15);
  });

  it('refuses the cursor of another measure, and one that is none', async () => {
    const { data } = await ask(ranking('SCORE'));
    const cursor = pickText(data, 'ranking.pageInfo.endCursor');

    expect((await ask(ranking('TIMELINESS', `after: "${cursor}"`))).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect((await ask(ranking('SCORE', `after: "${btoa('SCORE:64.71 much')}"`))).errors).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ]);
  });
});
