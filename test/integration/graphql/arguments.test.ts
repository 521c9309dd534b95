import { describe, expect, it } from 'vitest';

import { useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

const EVENTS = 'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }';
const REPORTS = 'query ($filter: ReportFilter) { reports(filter: $filter) { totalCount } }';

/** What U+0000 is to the database: text that it cannot hold. */
const NUL = '\\u0000';

describe('A code that is none', () => {
  it.each([
    [`{ report(unit: "${NUL}", cycle: "CARE-2025") { stage } }`, 'unit'],
    ['{ report(unit: "64.71", cycle: "care") { stage } }', 'cycle'],
    [`{ cycle(code: "${NUL}") { period } }`, 'code'],
    [`{ instrument(code: "${NUL}") { code } }`, 'code'],
    [`{ instrument(code: "CARE", edition: "${NUL}") { code } }`, 'edition'],
    [`{ jurisdiction(code: "${NUL}") { name } }`, 'code'],
    ['{ jurisdictions(within: "%") { totalCount } }', 'within'],
    ['{ jurisdictions(within: "") { totalCount } }', 'within'],
    ['{ annualResult(unit: "64.71/", instrument: "CARE", cycleYear: 2025) { total } }', 'unit'],
    ['{ annualResult(unit: "64.71", instrument: "care", cycleYear: 2025) { total } }', 'instrument'],
    [`{ awards(instrument: "${NUL}", cycleYear: 2025) { kind } }`, 'instrument'],
  ])('is refused with its path: %s', async (query, path) => {
    const { errors, statements } = await ask(query);

    expect(errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: 'The input is malformed.', issues: [{ path: [path] }] },
    ]);
    expect(statements).toBe(0);
  });

  it('is refused in Indonesian to whom prefers it', async () => {
    const { errors } = await ask('{ cycle(code: "x") { period } }', { locale: 'ID' });

    expect(errors).toMatchObject([{ message: 'Masukan tidak sesuai bentuknya.' }]);
  });

  it.each([
    [{ within: '%' }, ['within']],
    [{ within: '' }, ['within']],
    [{ units: ['64.71', '%'] }, ['units', '1']],
    [{ cycles: ['\u0000'] }, ['cycles', '0']],
    [{ instruments: ['\u0000'] }, ['instruments', '0']],
    [{ units: Array.from({ length: 201 }, () => '64.71') }, ['units']],
    [{ stages: Array.from({ length: 201 }, () => 'FINAL') }, ['stages']],
  ])('is refused in a filter: %o', async (filter, path) => {
    const { errors } = await ask(REPORTS, { variables: { filter } });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', issues: [{ path: ['filter', ...path] }] }]);
  });

  it.each([
    '{ report(unit: "64.99", cycle: "CARE-1999") { stage } }',
    '{ cycle(code: "CARE-1999") { period } }',
    '{ instrument(code: "NONE") { code } }',
    '{ jurisdiction(code: "99") { name } }',
  ])('is another matter than one that is unknown: %s', async (query) => {
    const { data, errors } = await ask(query);

    expect(errors).toEqual([]);
    expect(Object.values(data as object)).toEqual([null]);
  });
});

describe('An id', () => {
  it.each(['Jurisdiction:\u0000', 'Report:\u0000/CARE-2025', 'Cycle:a b', `Person:${'a'.repeat(200)}`, 'Nothing:1'])(
    'that is none is refused: %s',
    async (id) => {
      const { errors, statements } = await ask('query ($id: ID!) { node(id: $id) { id } }', {
        variables: { id: btoa(id) },
      });

      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: 'That id is not one of ours.' }]);
      expect(statements).toBe(0);
    },
  );
});

describe('A cursor', () => {
  it.each([
    ['UNIT', '64.71/CARE-2025 \u0000'],
    ['UNIT', '\u0000/CARE-2025 64.71'],
    ['UNIT', '64.71 64.71'],
    ['OPENED_AT', '64.71/CARE-2025 yesterday'],
    ['FINAL_TOTAL', '64.71/CARE-2025 abc'],
    ['FINAL_TOTAL', '64.71/CARE-2025 '],
  ])('of the order %s is refused: %s', async (field, text) => {
    const query = `query ($after: String, $field: ReportOrderField!) {
      reports(orderBy: { field: $field, direction: ASC }, after: $after) { nodes { stage } } }`;

    const { errors } = await ask(query, { variables: { field, after: btoa(`${field}:${text}`) } });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: 'That is not a cursor.' }]);
  });

  it('of places is refused', async () => {
    const { errors } = await ask('query ($after: String) { jurisdictions(after: $after) { totalCount } }', {
      variables: { after: btoa('jurisdiction:\u0000') },
    });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: 'That is not a cursor.' }]);
  });
});

describe('A moment', () => {
  it.each([
    '2025-02-30T00:00:00Z',
    '2025-02-29T00:00:00+07:00',
    '2025-13-01T00:00:00Z',
    '2025-02-28T24:00:00Z',
    '2025-02-28T23:60:00Z',
    '2025-02-28',
    '9999-12-31T23:59:59-01:00',
  ])('that no calendar or clock shows is refused: %s', async (time) => {
    const { errors } = await ask(EVENTS, { variables: { filter: { recordedFrom: time } } });

    expect(errors).toMatchObject([
      { message: expect.stringContaining('DateTime takes RFC 3339 text with an offset.') as string },
    ]);
  });

  it.each(['2024-02-29T00:00:00Z', '2025-12-31T23:59:59.999999+07:00'])('that is one is taken: %s', async (time) => {
    const { errors } = await ask(EVENTS, { variables: { filter: { recordedFrom: time } } });

    expect(errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });
});
