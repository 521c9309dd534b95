import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { costOf } from '../../../src/graphql/complexity.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { pick, useGraphql } from '../../support/graphql-client.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

/** Beside the place that reports already, of other provinces. */
const UNITS = loadReference()
  .jurisdictions.filter(({ kind, kemendagri }) => kind === 'CITY' && !kemendagri.startsWith('64'))
  .slice(0, 30)
  .map(({ kemendagri }) => kemendagri);

let world: ReportingWorld;

async function openWith(cycleYear: number, participants: readonly string[]): Promise<void> {
  const cycle = `KKPHAM-${cycleYear}`;
  const years = { dataYear: cycleYear - 1, cycleYear, awardYear: cycleYear + 1 };
  const [opensAt, closesAt] = ['2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'];
  const binding = { instrument: 'KKPHAM', edition: '2022', period: 'YEAR', notice: 'ILLUSTRATIVE' };
  const call = {
    type: 'OpenCycle',
    cycle,
    ...years,
    ...binding,
    submission: { opensAt, closesAt },
    participants,
  } as const;
  await world.ask('administrator', call);
  for (const unit of participants) await world.ask(unit, { type: 'OpenReport', unit, cycle });
}

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  const always = { organization: null, validFrom: null, validUntil: null };
  for (const unit of UNITS) {
    await world.ask('administrator', { type: 'RegisterPerson', subject: unit, label: unit });
    const grant = { type: 'GrantRole', subject: unit, role: 'COORDINATOR', jurisdiction: unit, ...always } as const;
    await world.ask('administrator', grant);
  }
  await openWith(2023, UNITS.slice(0, 5));
  await openWith(2024, UNITS);
  // The edition is read once per process and then known.
  await ask('{ statistics(cycle: "KKPHAM-2022", groupBy: []) { reports } }', { person: 'auditor' });
}, 60_000);
afterAll(() => world.close());

const EVERYTHING =
  'keys { value title } reports expected mean { value } median { value } quantiles { figure { exact } } asked completion { value } statuses { count } topReturnReasons { count } missingDocuments { title count }';

function claimed(cycle: number, groupBy: string): string {
  return `{ statistics(cycle: "KKPHAM-${cycle}", groupBy: [${groupBy}], basis: CLAIMED) { ${EVERYTHING} } }`;
}

describe('The number of SQL statements of statistics', () => {
  it.each([
    // head, person, cycle, reports, their names, responses; names of provinces
    ['PROVINCE', 7],
    ['DIMENSION, ASPECT', 6],
    ['STATUS, TARGET_GROUP', 6],
  ])('is the same for 5 and for 30 units: by %s', async (groupBy, statements) => {
    const fresh = async (cycle: number) => ask(claimed(cycle, groupBy), { person: 'auditor' });

    const [few, many] = [await fresh(2023), await fresh(2024)];

    const counted = await Promise.all([2023, 2024].map((cycle) => ask(claimed(cycle, ''), { person: 'auditor' })));

    expect([few.errors, many.errors]).toEqual([[], []]);
    expect(counted.map(({ data }) => pick(data, 'statistics.0.reports'))).toEqual([5, 30]);
    expect(few.statements).toBe(many.statements);
    expect(many.statements).toBeLessThanOrEqual(statements);
  });

  it('is less where nothing happened since somebody asked, now or as of then', async () => {
    await ask(claimed(2024, 'DIMENSION'), { person: 'auditor' });
    const again = await ask(claimed(2024, 'ASPECT'), { person: 'auditor' });
    const head = pick((await ask('{ ledger { size } }')).data, 'ledger.size');
    const then = await ask(claimed(2024, 'ASPECT').replace('basis', `asOf: { position: "${String(head)}" }, basis`), {
      person: 'auditor',
    });

    // head, person, cycle, reports, their names; the head is read with the position that is asked for
    expect([again.statements, then.statements]).toEqual([5, 5]);
    expect(then.data).toEqual(again.data);
  });

  it('of trends does not grow with the cycles or the units', async () => {
    const trends = (fromYear: number) =>
      ask(
        `{ trends(instrument: "KKPHAM", fromYear: ${fromYear}) { cycle { code } participation { opened } mean { value } predicates { count } } }`,
        { person: 'auditor' },
      );

    const [one, three] = [await trends(2024), await trends(2022)];

    expect([pick(one.data, 'trends.length'), pick(three.data, 'trends.length')]).toEqual([1, 3]);
    // head, person, cycles, reports
    expect([one.statements, three.statements]).toEqual([4, 4]);
  });
});

describe('The cost of a dashboard', () => {
  const cost = (query: string) => costOf({ schema, document: parse(query), contextValue: {} })!;

  it('leaves room for several statistics at once, but not for any number', () => {
    const one = cost(claimed(2024, 'PROVINCE')).complexity;

    expect(one).toBeGreaterThan(8_000);
    expect(one * 2).toBeLessThan(cost(claimed(2024, 'PROVINCE')).limit);
    expect(cost(claimed(2024, 'PROVINCE, AGENCY, DIMENSION')).complexity).toBeGreaterThan(60_000);
  });

  it('counts a search as dear as a thousand fields', () => {
    expect(cost('{ search(text: "laporan", first: 1) { totalCount } }').complexity).toBeGreaterThan(1_000);
  });
});
