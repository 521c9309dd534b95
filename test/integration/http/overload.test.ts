import { describe, expect, it } from 'vitest';

import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import type { Reply } from '../../support/http-server.ts';

const world = useHttpWorld();

async function post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply & { bytes: number }> {
  const response = await fetch(world().url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  const reply = await replyOf(new Response(text, { status: response.status, headers: response.headers }));
  return { ...reply, bytes: text.length };
}

/** More than any refusal has to say, far less than what was sent. */
const LARGEST_REFUSAL = 20_000;

function times(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(' ');
}

/** Fragments that each spread the two that follow: two to the power of their number, once all is spread. */
const DOUBLING = `{ ledger { ...f0 } } ${times(
  40,
  (index) => `fragment f${index} on Ledger { ...f${index + 1} ...f${index + 1} }`,
)} fragment f40 on Ledger { size }`;

/** A rule of validation compares each field of a name with every other one. */
const OVERLAPPING = `{ ${times(4000, (index) => `report(unit: "${index}") { id }`)} }`;
const ALIKE = `{ ${'__typename '.repeat(6000)} }`;
const NESTED_ALIKE = `{ ${'ledger { size origin } '.repeat(2000)} }`;
const SPREAD_ALIKE = `{ ${times(2000, (index) => `...g${index}`)} } ${times(2000, (index) => `fragment g${index} on Query { __typename }`)}`;

const IN_CIRCLES = '{ ledger { ...A } } fragment A on Ledger { ...B } fragment B on Ledger { ...A }';
const SCHEMA_IN_CIRCLES = `{ __schema { types { fields { type { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } } } }`;

const DOCUMENTS = [
  ['fragments that double', DOUBLING],
  ['fragments in circles', IN_CIRCLES],
  ['fields of one name that differ', OVERLAPPING],
  ['fields of one name', ALIKE],
  ['fields of one name with fields', NESTED_ALIKE],
  ['fragments that are alike', SPREAD_ALIKE],
  ['the schema in circles', SCHEMA_IN_CIRCLES],
  ['names that nobody knows', `{ ${times(3000, (index) => `unknown${index}`)} }`],
  ['a name that never ends', `{ ${'a'.repeat(500_000)} }`],
  ['arguments that nobody knows', `{ ledger(${times(3000, (index) => `a${index}: 1`)}) { size } }`],
  ['operations', times(3000, (index) => `query Q${index} { __typename }`)],
  ['variables that are not used', `query (${times(3000, (index) => `$v${index}: Int`)}) { __typename }`],
  ['types that nobody knows', `query (${times(3000, (index) => `$v${index}: Nothing${index}`)}) { __typename }`],
] as const;

describe('A document of', () => {
  it.each(DOCUMENTS)('%s is refused in few words', async (_what, query) => {
    const { status, data, errors, bytes } = await post(JSON.stringify({ query, operationName: null }));

    expect([200, 400]).toContain(status);
    expect(data).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(11);
    expect(bytes).toBeLessThan(LARGEST_REFUSAL);
    for (const { extensions } of errors) expect(extensions).toHaveProperty('code');
  });
});

const REPORTS = 'query ($units: [String!]) { reports(filter: { units: $units }) { totalCount } }';

describe('Variables', () => {
  it.each([
    ['lists of a hundred thousand', { units: Array.from({ length: 100_000 }, () => '64.71') }],
    ['lists of what does not fit', { units: Array.from({ length: 100_000 }, () => ({})) }],
    ['texts of a mebibyte', { units: ['x'.repeat(900_000)] }],
    ['names that nobody asked for', Object.fromEntries(Array.from({ length: 40_000 }, (_, key) => [`v${key}`, 1]))],
  ])('that are %s take few words', async (_what, variables) => {
    const { status, errors, bytes } = await post(JSON.stringify({ query: REPORTS, variables }));

    expect(status).toBeLessThan(500);
    expect(errors.length).toBeLessThanOrEqual(51);
    expect(bytes).toBeLessThan(LARGEST_REFUSAL);
  });

  it('change nothing of what objects are', async () => {
    const body = `{"query":${JSON.stringify(REPORTS)},"variables":{"__proto__":{"units":["64.71"],"polluted":true},"constructor":{"prototype":{"polluted":true}}}}`;

    const { status } = await post(body);

    expect(status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('may be nested however deep and are turned down', async () => {
    const body = `{"query":${JSON.stringify(REPORTS)},"variables":{"units":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`;

    const { status, bytes } = await post(body);

    expect(status).toBe(400);
    expect(bytes).toBeLessThan(LARGEST_REFUSAL);
  });
});

describe('Names', () => {
  it('are not guessed at: that takes a look at the whole schema for each', async () => {
    const queries = [
      '{ ledgr { size } }',
      '{ ledger { sise } }',
      '{ ledger(asOff: 1) { size } }',
      'query ($a: Strin) { __typename }',
    ];

    const replies = await Promise.all(queries.map((query) => post(JSON.stringify({ query }))));

    for (const { errors } of replies) expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });
});

describe('A body', () => {
  it('that is compressed is not inflated', async () => {
    const { status, errors } = await post('{"query":"{ __typename }"}', { 'content-encoding': 'gzip' });

    expect(status).toBe(415);
    expect(errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }]);
  });
});
