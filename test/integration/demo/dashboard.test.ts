import { parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';

import { costOf } from '../../../src/graphql/complexity.ts';
import { schema } from '../../../src/graphql/schema.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { publishedOperation } from '../../support/operations.ts';
import { entriesIn, ofType, useToldDatabase } from './told-ledger.ts';

const database = useToldDatabase();
const ask = useGraphql(() => database().applicationUrl);
let entries: readonly RecordedEntry[];

beforeAll(async () => {
  entries = await entriesIn(database());
});

const auditor = { person: 'auditor' };

async function dashboard(name: string, variables: object = {}): Promise<unknown> {
  const { data, errors } = await ask(publishedOperation(`dashboard-${name}`), {
    ...auditor,
    variables: { ...variables },
  });
  expect(errors).toEqual([]);
  return data;
}

/** The ledger as it was at a time, to be asked as if it were now. */
function at(time: string): Readonly<{ position: number; time: string }> {
  return { position: entries.findLast(({ recordedAt }) => recordedAt <= time)!.position, time };
}

describe('The dashboard of participation', () => {
  it('counts who takes part, and names who handed in nothing', async () => {
    const data = await dashboard('participation');

    expect(pick(data, 'cycle')).toMatchObject({
      code: 'IRH-2025',
      deadline: '2026-03-31T16:00:00.000Z',
      extensions: [],
      closures: [{ notSubmitted: ['64.01', '64.02', '64.03', '64.07', '64.08', '64.09', '64.11'] }],
      participation: { expected: 10, opened: 4, submitted: 3, onTime: 3, final: 3 },
    });
    expect(pickEach(data, 'reports.nodes', 'unit.code')).toEqual(['64.02', '64.71', '64.72', '64.74']);
    expect(pickEach(data, 'reports.nodes', 'timeliness.late')).toEqual([true, false, false, false]);
  });

  it('shows two of them in the middle of the window, before anybody was late', async () => {
    const data = await dashboard('participation', { asOf: { time: '2026-03-20T00:00:00.000Z' } });

    expect(pick(data, 'cycle')).toMatchObject({
      closures: [],
      publishedAt: null,
      participation: { expected: 10, opened: 2, submitted: 2, onTime: 2, final: 0 },
    });
    expect(pickEach(data, 'reports.nodes', 'stage')).toEqual(['REGIONAL_REVIEW', 'REGIONAL_REVIEW']);
  });
});

describe('The dashboard of statistics', () => {
  it('tells provinces and dimensions apart, and counts reasons and missing documents', async () => {
    const data = await dashboard('statistics');

    expect(pick(data, 'provinces')).toMatchObject([
      { keys: [{ value: '64' }], reports: 10, expected: 10, mean: { value: '77.25', exact: '309/4' } },
      { keys: [{ value: '65' }], reports: 5, expected: 5, mean: { value: '73.50', exact: '147/2' } },
    ]);
    expect(pickEach(data, 'dimensions', 'mean.exact')).toHaveLength(10);
    expect(pick(data, 'dimensions.0')).toMatchObject({ keys: [{ value: 'KKP-SP1' }], mean: { exact: '235/3' } });
    expect(pick(data, 'all.0')).toMatchObject({
      mean: { exact: '76' },
      asked: 1800,
      answered: 1800,
      statuses: [{ status: 'SCORED', count: 1800 }],
      topReturnReasons: [{ reason: 'NO_DOCUMENT', count: 5 }],
    });
    expect(pick(data, 'all.0.missingDocuments.0')).toMatchObject({ evidence: 'KKP-ES2-P3-E1', count: 5 });
  });
});

describe('The dashboard of trends', () => {
  it('follows Aksi HAM over three periods', async () => {
    const data = await dashboard('trends');

    expect(pickEach(data, 'trends', 'cycle.code')).toEqual([
      'AKSI_HAM-2025-B04',
      'AKSI_HAM-2025-B08',
      'AKSI_HAM-2025-B12',
    ]);
    expect(pickEach(data, 'trends', 'mean.exact')).toEqual(['1359/14', '1359/14', '769/8']);
    expect(pickEach(data, 'trends', 'participation.onTime')).toEqual([4, 4, 4]);
  });

  it('had no figure yet for the period that was open', async () => {
    const data = await dashboard('trends', { asOf: { time: '2025-12-02T00:00:00.000Z' } });

    expect(pickEach(data, 'trends', 'participation.submitted')).toEqual([4, 4, 1]);
    expect(pickEach(data, 'trends', 'mean')[2]).toBeNull();
  });
});

describe('The dashboard of rankings', () => {
  it('leads with Balikpapan by score and by haste', async () => {
    const data = await dashboard('ranking');

    expect(pickEach(data, 'score.nodes', 'report.unit.code')).toEqual(['64.71', '64.72', '64.74', '64.02']);
    expect(pickEach(data, 'score.nodes', 'value')).toEqual(['97.00', '96.64', '95.64', '95.21']);
    expect(pickEach(data, 'timeliness.nodes', 'value')).toEqual(['230.00', '134.00', '62.00', '38.00']);
    expect(pick(data, 'score.unranked')).toBe(6);
  });

  it('shares the first rank by corrections among three that were never returned, and says so', async () => {
    const data = await dashboard('ranking');

    expect(pickEach(data, 'responsiveness.nodes', 'rank')).toEqual([1, 1, 1, 4]);
    expect(pickEach(data, 'responsiveness.nodes', 'tiedWith')).toEqual([2, 2, 2, 0]);
    expect(pick(data, 'responsiveness.nodes.0.explanation')).toBe(
      'Rank 1 of 4, shared by 3: never returned (64.02, 64.71, 64.74); that ranks before any working time.',
    );
    expect(pick(data, 'responsiveness.nodes.3')).toMatchObject({ value: '92.00', report: { unit: { code: '64.72' } } });
  });
});

describe('The dashboard of a search', () => {
  it('finds words where they stand', async () => {
    const data = await dashboard('search');

    expect(pick(data, 'search.totalCount')).toBe(28);
    expect(pick(data, 'search.nodes.0')).toMatchObject({
      report: { unit: { code: '64.02' } },
      indicator: 'AH-A1',
      snippets: [
        { text: 'DPA/dokumen anggaran kegiatan', marks: [{ start: 21, end: 29 }] },
        { text: 'Laporan pelaksanaan sesuai format', marks: [{ start: 0, end: 7 }] },
      ],
    });
  });
});

describe('The dashboard of official scores', () => {
  it('shows the one figure that was printed otherwise', async () => {
    const data = await dashboard('official');

    expect(pick(data, 'cycle.officialScoreMismatches')).toMatchObject({
      totalCount: 1,
      nodes: [{ unit: { code: '64.74' }, official: { total: '89.40', recomputed: '89.00', difference: '0.40' } }],
    });
  });
});

describe('The dashboard of tasks', () => {
  const TASKS = publishedOperation('dashboard-tasks');

  it('told a coordinator what was to be corrected, and by when', async () => {
    const person = '64.71.coordinator';

    const { data, errors, statements } = await ask(TASKS, { person, now: at('2026-04-06T16:00:00.000Z') });

    expect(errors).toEqual([]);
    // person, cycles, deadlines; reports, responses and places, for the page and again for the count; the place that is named
    expect(statements).toBe(10);
    expect(pick(data, 'viewer.tasks')).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          kind: 'RESUBMIT_REPORT',
          sentence: 'Resubmit the report of Kota Balikpapan for IRH-2025; indicator IRH-V2-2 returned.',
          unit: { code: '64.71' },
          indicators: ['IRH-V2-2'],
          dueAt: '2026-04-20T07:00:00.000Z',
          overdue: false,
        },
      ],
    });
  });

  it('is empty for everybody once all is told', async () => {
    const { data, errors, statements } = await ask(TASKS, { person: '64.71.coordinator' });

    expect(errors).toEqual([]);
    // head, person, cycles, deadlines
    expect(statements).toBe(4);
    expect(pick(data, 'viewer.tasks')).toMatchObject({ totalCount: 0, nodes: [] });
  });
});

const time = (moment: string) => () => ({ time: `${moment}T00:00:00.000Z` });
/** The last thing but one: a time leads to the whole ledger, since both were recorded in the same millisecond. */
const official = () => ({ position: String(ofType(entries, 'OfficialScoreRecorded').at(-1)!.position) });

/** Asked once before, so that editions are known, and the reports that statistics take apart are kept. */
async function statementsOf(name: string, asked: Readonly<{ person?: string; variables: object }>): Promise<number> {
  const operation = publishedOperation(`dashboard-${name}`);
  const request = { ...asked, variables: { ...asked.variables } };
  await ask(operation, request);
  const { errors, statements } = await ask(operation, request);
  expect(errors).toEqual([]);
  return statements;
}

describe('A dashboard', () => {
  it.each([
    // head, person, cycle, edition, participation, reports, their count, places, calendar
    ['participation', time('2026-03-20'), 9],
    // head, person, cycle, places; of each of three groupings the reports and the names of what is kept of them
    ['statistics', time('2025-01-01'), 10],
    // head, person, cycles, reports
    ['trends', time('2025-12-02'), 4],
    // head, person, cycle, reports, calendar, places
    ['ranking', time('2026-02-09'), 6],
    // head, person, hits, their count, reports, places, cycle, responses
    ['search', time('2026-01-15'), 8],
    // head, person, cycle, official scores, report, place, responses
    ['official', official, 7],
  ])('of %s takes as many statements as of then as it takes now', async (name, then, statements) => {
    expect(await statementsOf(name, { ...auditor, variables: {} })).toBe(statements);
    expect(await statementsOf(name, { ...auditor, variables: { asOf: then() } })).toBe(statements);
  });

  it('of official scores reads the cycle of today as well, for whom its publication decides what is seen', async () => {
    // head, cycle, official scores, report then and as published, place, responses, cycle as of the publication
    expect(await statementsOf('official', { variables: {} })).toBe(8);
    expect(await statementsOf('official', { variables: { asOf: official() } })).toBe(9);
  });

  it.each([
    ['participation', 979],
    ['statistics', 25_305],
    ['trends', 5_656],
    ['ranking', 3_900],
    ['search', 1_880],
    ['tasks', 623],
    ['official', 524],
  ])('of %s costs %d of 60,000', (name, complexity) => {
    const document = parse(publishedOperation(`dashboard-${name}`));

    expect(costOf({ schema, document, contextValue: {} })).toMatchObject({ complexity, limit: 60_000 });
  });
});
