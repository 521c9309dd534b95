import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SCORE_BASES } from '../../../src/domain/report/index.ts';
import { toExact } from '../../../src/kernel/rational.ts';
import { cyclesByCode } from '../../../src/view/cycles.ts';
import { resolveMoment } from '../../../src/view/moment.ts';
import { peopleById } from '../../../src/view/people.ts';
import type { Reader } from '../../../src/view/reader.ts';
import { reportsByKey, responsesByReport } from '../../../src/view/reports.ts';
import { basisFor, scoreOn } from '../../../src/view/score.ts';
import { STATISTICS_DIMENSIONS } from '../../../src/view/statistics/dimensions.ts';
import { statistics } from '../../../src/view/statistics/statistics.ts';
import type { StatisticsAsked } from '../../../src/view/statistics/statistics.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);
const sql = useSql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
});
afterAll(() => world.close());

const auditor = { person: 'auditor' };

function of(args: string, fields: string): string {
  return `{ statistics(cycle: "${CYCLE}", ${args}) { keys { value } ${fields} } }`;
}

/** A = 85, B = 100, C = 80 of 100 points each: D1 = 92.5, D2 = 80, the total 86.25. */
describe('The statistics of a cycle', () => {
  it('count reports, responses, rulings and what is missing', async () => {
    const counts =
      'reports expected asked answered completion { value } statuses { status count } topReturnReasons { reason count } missingDocuments { evidence count }';

    const { data, errors } = await ask(of('groupBy: []', `${counts} mean { exact }`), auditor);

    expect(errors).toEqual([]);
    expect(pick(data, 'statistics')).toEqual([
      {
        keys: [],
        reports: 1,
        expected: 2,
        asked: 3,
        answered: 3,
        completion: { value: '100.00' },
        statuses: [{ status: 'SCORED', count: 3 }],
        topReturnReasons: [{ reason: 'NO_SIGNATURE_OR_LETTERHEAD', count: 1 }],
        missingDocuments: [],
        mean: { exact: '345/4' },
      },
    ]);
  });

  it('tell the parts of a report apart by the points reached of those within reach', async () => {
    const parts = async (groupBy: string): Promise<readonly unknown[]> => {
      const { data, errors } = await ask(of(`groupBy: [${groupBy}]`, 'mean { value }'), auditor);
      expect(errors).toEqual([]);
      return pickEach(data, 'statistics', 'mean.value');
    };

    expect(await parts('DIMENSION')).toEqual(['92.50', '80.00']);
    expect(await parts('AGENCY, DIMENSION')).toEqual(['92.50', '80.00']);
    expect(await parts('STATUS')).toEqual(['86.25']);
  });

  it('say which documents are missing while there are none', async () => {
    const { data, errors } = await ask(
      `query ($position: Position!) { statistics(cycle: "${CYCLE}", groupBy: [], basis: CLAIMED, asOf: { position: $position })
        { reports answered missingDocuments(first: 1) { indicator evidence title count } } }`,
      { ...auditor, variables: { position: String(turns.submitted - 3) } },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'statistics')).toEqual([
      {
        reports: 1,
        answered: 3,
        missingDocuments: [{ indicator: 'A', evidence: 'A-E1', title: 'Document A-E1', count: 1 }],
      },
    ]);
  });

  it('are empty, and never wrong numbers, where there is nothing', async () => {
    const nothing =
      'reports expected mean { value } median { value } quantiles { figure { value } } completion { value }';
    const query = `{
      before: statistics(cycle: "${CYCLE}", groupBy: [PROVINCE], asOf: { position: "${turns.submitted}" }) { ${nothing} }
      elsewhere: statistics(cycle: "${CYCLE}", within: "65", groupBy: [PROVINCE]) { ${nothing} }
      unknown: statistics(cycle: "CARE-1999", groupBy: [PROVINCE]) { ${nothing} }
      predicates: statistics(cycle: "${CYCLE}", groupBy: [PREDICATE], asOf: { position: "${turns.submitted}" }) { ${nothing} } }`;

    const { data, errors } = await ask(query, auditor);

    expect(errors).toEqual([]);
    const quantiles = Array.from({ length: 4 }, () => ({ figure: null }));
    expect(data).toEqual({
      before: [{ reports: 0, expected: 2, mean: null, median: null, quantiles, completion: null }],
      elsewhere: [],
      unknown: [],
      predicates: [],
    });
  });
});

describe('Whoever sees less', () => {
  it('has only that counted: anybody the published results, a neighbour no other claims', async () => {
    const query = `{ final: statistics(cycle: "${CYCLE}", groupBy: []) { reports mean { value } topReturnReasons { reason } statuses { status } } }`;
    const claimed = of('groupBy: [], basis: CLAIMED', 'reports mean { value }');

    const [anybody, neighbour] = [await ask(query), await ask(claimed, { person: 'neighbour' })];

    expect(pick(anybody.data, 'final')).toEqual([
      { reports: 1, mean: { value: '86.25' }, topReturnReasons: [], statuses: [] },
    ]);
    expect(pick(neighbour.data, 'statistics')).toEqual([{ keys: [], reports: 0, mean: null }]);
  });

  it.each([
    ['other bases', 'groupBy: [], basis: CLAIMED'],
    ['agencies', 'groupBy: [AGENCY]'],
    ['the status of responses', 'groupBy: [STATUS]'],
  ])('is refused %s without a grant', async (_what, args) => {
    const { errors } = await ask(of(args, 'reports'));

    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('is told that the results were not published then', async () => {
    const { errors } = await ask(of(`groupBy: [], asOf: { position: "${turns.finalized}" }`, 'reports'));

    expect(errors).toMatchObject([{ code: 'NOT_PUBLISHED_THEN' }]);
  });
});

describe('A malformed question', () => {
  it.each([
    ['four dimensions', of('groupBy: [PROVINCE, DIMENSION, ASPECT, STATUS]', 'reports')],
    ['one twice', of('groupBy: [PROVINCE, PROVINCE]', 'reports')],
    ['a place that cannot be', of('groupBy: [], within: "6%"', 'reports')],
    ['a quantile beyond the whole', of('groupBy: []', 'quantiles(of: ["1.1"]) { figure { value } }')],
    ['a quantile below nothing', of('groupBy: []', 'quantiles(of: ["-0.1"]) { figure { value } }')],
  ])('is refused: %s', async (_what, query) => {
    const { errors } = await ask(query, auditor);

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe('What is kept of computed scores', () => {
  const groupings = fc.uniqueArray(fc.constantFrom(...STATISTICS_DIMENSIONS), { maxLength: 3 });
  const bases = fc.constantFrom(...SCORE_BASES);
  const shares = fc.double({ min: 0, max: 1, noNaN: true });

  async function answered(reader: Reader, position: number, asked: Pick<StatisticsAsked, 'basis' | 'groupBy'>) {
    const at = await resolveMoment(reader, { position });
    if (!at.ok) throw new Error(at.error.code);
    const [cycle] = await cyclesByCode(reader, at.value, [CYCLE]);
    if (!cycle) return null;
    const [auditorRow] = await peopleById(reader, { position: turns.published, time: '' }, ['auditor']);
    const viewer = { person: 'auditor', grants: auditorRow!.grants, now: '2025-12-01T00:00:00.000Z' };
    const groups = await statistics(reader, at.value, { ...asked, cycle, within: null, viewer });
    return Promise.all(
      groups.map(async (group) => ({
        ...group,
        values: group.values.map(toExact),
        portions: (await group.portions()).map(({ parts }) =>
          parts.map(({ worth, contribution, indicator, ...part }) => ({
            ...part,
            indicator: indicator.code,
            worth: toExact(worth),
            contribution: toExact(contribution),
          })),
        ),
      })),
    );
  }

  it('never answers for another moment, whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(shares, bases, groupings, async (share, basis, groupBy) => {
        const position = Math.round(share * turns.published);

        const kept = await answered(world.reader, position, { basis, groupBy });
        const anew = await answered({ ...world.reader, database: drizzle(sql()) }, position, { basis, groupBy });

        expect(kept).toEqual(anew);
      }),
      { numRuns: 150 },
    );
  });

  it('is what the report itself scores at that moment', async () => {
    await fc.assert(
      fc.asyncProperty(shares, bases, async (share, basis) => {
        const position = Math.round(share * turns.published);
        const at = { position, time: '' };
        const [report] = await reportsByKey(world.reader, at, [`${PLACE}/${CYCLE}`]);
        const [responses = []] = await responsesByReport(world.reader, at, [`${PLACE}/${CYCLE}`]);
        const reached = report && basisFor(report, basis);
        const paper = report && (await world.reader.papers.paper(report.instrumentDigest, report.period));

        const found = await answered(world.reader, position, { basis, groupBy: [] });

        const expected = reached && paper ? [toExact(scoreOn({ report, responses, paper }, reached).exact)] : [];
        expect(found?.[0]?.values ?? []).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
