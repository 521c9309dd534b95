import { describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import { useToldDatabase } from './told-ledger.ts';

const database = useToldDatabase();
const ask = useGraphql(() => database().applicationUrl);

const auditor = { person: 'auditor' };

async function caring(groupBy: string, fields: string): Promise<unknown> {
  const { data, errors } = await ask(
    `{ statistics(cycle: "KKPHAM-2022", groupBy: [${groupBy}]) { keys { value title } reports ${fields} } }`,
  );
  expect(errors).toEqual([]);
  return pick(data, 'statistics');
}

/** Ten and five places hold 108, 104, 101, 97, 94, 92, 90, 86, 81, 74 and 99, 93, 88, 84, 77 of 120 indicators. */
describe('The places that care, 2022', () => {
  it('are seven of ten in East and two of five in North Kalimantan', async () => {
    const east = { value: '64', title: 'Kalimantan Timur' };
    const north = { value: '65', title: 'Kalimantan Utara' };
    const caringOnes = { value: 'PEDULI', title: 'Human-Rights-Caring' };
    const fairly = { value: 'CUKUP_PEDULI', title: 'Fairly Human-Rights-Caring' };

    expect(await caring('PROVINCE, PREDICATE', 'expected')).toEqual([
      { keys: [east, caringOnes], reports: 7, expected: null },
      { keys: [east, fairly], reports: 3, expected: null },
      { keys: [north, caringOnes], reports: 2, expected: null },
      { keys: [north, fairly], reports: 3, expected: null },
    ]);
  });

  it('reach exact means, medians and quantiles', async () => {
    const figures =
      'expected mean { value exact } median { exact } minimum { value exact } maximum { exact } quantiles(of: ["0.25", "1"]) { of figure { exact } } completion { exact }';

    expect(await caring('PROVINCE', figures)).toMatchObject([
      {
        // 927 of 1200; between 94 and 92 of 120; 74 of 120; a quarter of the way from 86 to 90, at 87 of 120
        reports: 10,
        expected: 10,
        mean: { value: '77.25', exact: '309/4' },
        median: { exact: '155/2' },
        minimum: { value: '61.6667', exact: '185/3' },
        maximum: { exact: '90' },
        quantiles: [
          { of: '0.25', figure: { exact: '145/2' } },
          { of: '1', figure: { exact: '90' } },
        ],
        completion: { exact: '100' },
      },
      { reports: 5, expected: 5, mean: { exact: '147/2' }, median: { exact: '220/3' } },
    ]);
  });

  it('are told apart by groups of rights and kinds of indicators, whose parts make up the whole', async () => {
    const groups = await caring('TARGET_GROUP', 'mean { exact } asked');
    const aspects = await caring('ASPECT', 'mean { exact } asked');

    // 680/9 and 688/9 of half the weight each are 76, the mean of all; so are 3, 5 and 4 of 12 parts of the aspects.
    expect(groups).toMatchObject([
      { keys: [{ value: 'SIPOL' }], mean: { exact: '680/9' }, asked: 900 },
      { keys: [{ value: 'EKOSOB' }], mean: { exact: '688/9' }, asked: 900 },
    ]);
    expect(aspects).toMatchObject([
      { keys: [{ value: 'STRUCTURE' }], mean: { exact: '232/3' }, asked: 450 },
      { keys: [{ value: 'PROCESS' }], mean: { exact: '1138/15' }, asked: 750 },
      { keys: [{ value: 'OUTCOME' }], mean: { exact: '451/6' }, asked: 600 },
    ]);
    expect(await caring('', 'mean { exact } asked answered')).toEqual([
      { keys: [], reports: 15, mean: { exact: '76' }, asked: 1800, answered: 1800 },
    ]);
  });

  it('were returned five indicators for want of a document, which only auditors learn', async () => {
    const query = '{ statistics(cycle: "KKPHAM-2022", groupBy: []) { topReturnReasons { reason count } } }';

    const [known, seen] = [await ask(query, auditor), await ask(query)];

    expect(pick(known.data, 'statistics.0.topReturnReasons')).toEqual([{ reason: 'NO_DOCUMENT', count: 5 }]);
    expect(pick(seen.data, 'statistics.0.topReturnReasons')).toEqual([]);
  });

  it('are each asked by nine agencies', async () => {
    const { data } = await ask(
      '{ statistics(cycle: "KKPHAM-2022", within: "64.71", groupBy: [AGENCY]) { keys { value title } reports asked } }',
      auditor,
    );

    const titles = pickEach(data, 'statistics', 'keys.0.title');
    expect(titles).toHaveLength(9);
    expect(titles).toContain('Dinas Kesehatan Kota Balikpapan');
  });
});

describe('The actions of 2025', () => {
  it('are told apart by the groups they are for', async () => {
    const { data, errors } = await ask(
      '{ statistics(cycle: "AKSI_HAM-2025-B12", within: "64.71", groupBy: [TARGET_GROUP]) { keys { value title } mean { exact } } }',
    );

    expect(errors).toEqual([]);
    expect(pickEach(data, 'statistics', 'keys.0.value')).toEqual(['PEREMPUAN', 'ANAK', 'DISABILITAS', 'ADAT']);
    expect(pickEach(data, 'statistics', 'keys.0.title')).toContain('Children');
  });

  it('make a trend of three periods', async () => {
    const { data, errors } = await ask(
      '{ trends(instrument: "AKSI_HAM", within: "64.71") { cycle { code } participation { expected opened submitted onTime final } reports mean { value } median { value } predicates { predicate { code } count } } }',
    );

    expect(errors).toEqual([]);
    expect(pickEach(data, 'trends', 'mean.value')).toEqual(['100.00', '100.00', '97.00']);
    expect(pick(data, 'trends.2')).toMatchObject({
      cycle: { code: 'AKSI_HAM-2025-B12' },
      participation: { expected: 1, opened: 1, submitted: 1, onTime: 1, final: 1 },
      reports: 1,
      predicates: [
        { predicate: { code: 'HIJAU' }, count: 1 },
        { predicate: { code: 'KUNING' }, count: 0 },
        { predicate: { code: 'MERAH' }, count: 0 },
      ],
    });
  });
});

describe('A search', () => {
  const SEARCH = `query ($text: String!, $after: String, $filter: SearchFilter) { search(text: $text, first: 3, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor } nodes { report { unit { code } } indicator matchedIn
      response { status } snippets { source text marks { start end } document { title } } } } }`;

  it('finds words in other forms of the same stem', async () => {
    const variables = { text: 'melaporkan', filter: { cycles: ['AKSI_HAM-2025-B12'] } };

    const { data, errors } = await ask(SEARCH, { ...auditor, variables });

    expect(errors).toEqual([]);
    expect(Number(pick(data, 'search.totalCount'))).toBeGreaterThan(0);
    expect(pick(data, 'search.nodes.0')).toMatchObject({ matchedIn: ['DOCUMENT_TITLE'] });
  });

  it('pages through all that it counts, the best first, none twice', async () => {
    const text = 'laporan kegiatan';
    const found: unknown[] = [];
    let page = await ask(SEARCH, { ...auditor, variables: { text, filter: { units: ['64.71'] } } });
    const total = Number(pick(page.data, 'search.totalCount'));
    for (;;) {
      found.push(...pickEach(page.data, 'search.nodes', 'indicator'));
      if (pick(page.data, 'search.pageInfo.hasNextPage') !== true) break;
      const after = pickText(page.data, 'search.pageInfo.endCursor');
      page = await ask(SEARCH, { ...auditor, variables: { text, after, filter: { units: ['64.71'] } } });
    }

    expect(total).toBeGreaterThan(3);
    expect(found).toHaveLength(total);
  });
});
