import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import type { Answered } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { LATER, LATER_DAY, tellLaterCycle } from '../../support/told-cycles.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;
let before: number;
let revised: number;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  await tellLaterCycle(world.tell);
  const report = { unit: PLACE, cycle: LATER };
  const organization = 'dinas-uji';
  await world.tell(LATER_DAY, 'coordinator', { type: 'OpenReport', ...report });
  await world.tell(LATER_DAY, 'coordinator', {
    type: 'AssignIndicators',
    ...report,
    organization,
    indicators: ['A', 'B', 'C'],
  });
  const answer = { type: 'SubmitResponse', ...report } as const;
  before = await world.tell(LATER_DAY, 'reporter', {
    ...answer,
    indicator: 'B',
    expectedRevision: 0,
    answer: { kind: 'CHOICE', option: 'ADA' },
    narrative: 'Peraturan daerah sedang disusun oleh bagian hukum & \uFDD0<b>\uFDD1DPRD</b>.',
  });
  await world.tell(LATER_DAY, 'reporter', {
    ...answer,
    indicator: 'C',
    expectedRevision: 0,
    answer: { kind: 'POINTS', value: '50' },
    narrative: 'Warga melaporkan gangguan; laporan dijawab oleh bagian hukum.',
  });
  revised = await world.tell(LATER_DAY, 'reporter', {
    ...answer,
    indicator: 'B',
    expectedRevision: 1,
    answer: { kind: 'CHOICE', option: 'ADA' },
    narrative: 'Peraturan daerah sudah diundangkan.',
  });
});
afterAll(() => world.close());

const SEARCH = `query ($text: String!, $first: Int, $after: String, $filter: SearchFilter, $asOf: AsOf) {
  search(text: $text, first: $first, after: $after, filter: $filter, asOf: $asOf) { totalCount
    pageInfo { hasNextPage endCursor }
    nodes { indicator matchedIn report { cycle { code } } response { narrative }
      snippets { source text marks { start end } document { title } } } } }`;

function search(text: string, variables: object = {}, person: string | null = 'auditor'): Promise<Answered> {
  return ask(SEARCH, { ...(person === null ? {} : { person }), variables: { text, ...variables } });
}

function marked(data: unknown, snippet: string): readonly string[] {
  const text = pickText(data, `${snippet}.text`);
  const marks = pick(data, `${snippet}.marks`) as readonly Readonly<{ start: number; end: number }>[];
  return marks.map(({ start, end }) => text.slice(start, end));
}

describe('A search', () => {
  it('finds Indonesian words by their stems, and marks them', async () => {
    const { data, errors } = await search('lapor');

    expect(errors).toEqual([]);
    expect(pick(data, 'search.nodes')).toMatchObject([
      { indicator: 'C', matchedIn: ['NARRATIVE'], report: { cycle: { code: LATER } } },
    ]);
    expect(marked(data, 'search.nodes.0.snippets.0')).toEqual(['melaporkan', 'laporan']);
  });

  it('answers plain text, also where somebody wrote markup or our own signs', async () => {
    const { data, errors } = await search('disusun', { asOf: { position: String(before) } });

    expect(errors).toEqual([]);
    const text = pickText(data, 'search.nodes.0.snippets.0.text');
    expect(text).toMatch(/^Peraturan daerah sedang disusun oleh bagian hukum & +DPRD/);
    expect(marked(data, 'search.nodes.0.snippets.0')).toEqual(['disusun']);
  });

  it('knows what was written at the moment, and nothing else', async () => {
    const then = await search('disusun', { asOf: { position: String(revised - 1) } });
    const now = await search('disusun');

    expect([then, now].map(({ data }) => pick(data, 'search.totalCount'))).toEqual([1, 0]);
  });

  it('finds the titles of documents that count: neither replaced nor withdrawn', async () => {
    const { data, errors } = await search('minutes');
    const earlier = await search('minutes', { asOf: { position: String(turns.submitted) } });

    expect(errors).toEqual([]);
    expect(pick(data, 'search.nodes')).toMatchObject([
      {
        indicator: 'A',
        matchedIn: ['DOCUMENT_TITLE'],
        snippets: [{ text: 'Signed minutes', document: { title: 'Signed minutes' } }],
      },
    ]);
    expect(pick(earlier.data, 'search.nodes.0.snippets')).toMatchObject([{ text: 'Minutes' }]);
  });

  it('narrows by unit, place, cycle and indicator', async () => {
    const found = async (filter: object): Promise<unknown> =>
      pick((await search('peraturan or laporan or minutes', { filter })).data, 'search.totalCount');

    expect(await found({})).toBe(3);
    expect(await found({ units: [PLACE], within: '64', cycles: [LATER], indicators: ['B'] })).toBe(1);
    expect(await found({ cycles: [CYCLE] })).toBe(1);
    expect(await found({ units: ['64'] })).toBe(0);
    expect(await found({ within: '65' })).toBe(0);
    expect(await found({ indicators: [] })).toBe(0);
  });

  it('pages by rank without losing or repeating any', async () => {
    const first = await search('peraturan or laporan or minutes', { first: 2 });
    const after = pickText(first.data, 'search.pageInfo.endCursor');
    const second = await search('peraturan or laporan or minutes', { first: 2, after });

    const seen = [first, second].flatMap(({ data }) => pickEach(data, 'search.nodes', 'indicator'));
    expect(seen).toHaveLength(3);
    expect(new Set(seen)).toEqual(new Set(['A', 'B', 'C']));
    expect([first, second].map(({ data }) => pick(data, 'search.pageInfo.hasNextPage'))).toEqual([true, false]);
  });

  it('takes the same statements however much it finds', async () => {
    const [one, three] = [await search('lapor'), await search('peraturan or laporan or minutes')];

    // head, person, hits, their count, reports, cycles, responses
    expect([one.statements, three.statements]).toEqual([one.statements, one.statements]);
    expect(one.statements).toBeLessThanOrEqual(7);
  });
});

describe('What others wrote', () => {
  it('is not found by a neighbour, though the results are published', async () => {
    const { data, errors } = await search('minutes', {}, 'neighbour');

    expect(errors).toEqual([]);
    expect(pick(data, 'search.totalCount')).toBe(0);
  });

  it('is searched by nobody without a grant', async () => {
    const { errors } = await search('minutes', {}, null);

    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });
});

describe('A hostile question', () => {
  it.each([
    'dan',
    '-laporan',
    '"',
    "'; drop table response; --",
    ':*',
    '<->',
    '!',
    '(',
    '\\',
    '<b>',
    '🦊',
    'a'.repeat(200),
  ])('finds nothing and breaks nothing: %s', async (text) => {
    const { data, errors } = await search(text);

    expect(errors).toEqual([]);
    expect(pick(data, 'search.totalCount')).toBe(0);
  });

  it.each(['', 'a'.repeat(201), 'nul\0', 'half \ud800'])('is refused where it is malformed: %j', async (text) => {
    const { errors } = await search(text);

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it.each(['', btoa('search:'), btoa('search:NaN 64.71/CARE-2025/A'), btoa('UNIT:0.1 x')])(
    'is refused a cursor that is none: %j',
    async (after) => {
      const { errors } = await search('laporan', { after });

      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    },
  );
});
