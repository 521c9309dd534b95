import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { createContext } from '../../../src/graphql/context.ts';
import { noSubscriptions } from '../../support/no-subscriptions.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { add, equals, toExact, toRational, ZERO } from '../../../src/kernel/rational.ts';
import { useToldDatabase } from './told-ledger.ts';

const README = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');

/** Every request of the README with the answer printed below it. */
const walk = [...README.matchAll(/```graphql\n([^`]+)```\s+```json\n([^`]+)```/g)].map(
  ([, query = '', answer = '']) => ({
    query,
    answer: JSON.parse(answer) as unknown,
  }),
);

const B12 = 'unit: "64.71", cycle: "AKSI_HAM-2025-B12"';

const database = useToldDatabase();
let components: Components;

beforeAll(async () => {
  components = await openComponents(database().applicationUrl, {
    log: { info: () => undefined, warn: () => undefined },
  });
});

afterAll(() => components.close());

type Answer = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

async function ask(source: string, person: string | null = 'auditor'): Promise<Answer> {
  const { reader, handle } = components;
  const live = noSubscriptions(reader);
  const contextValue = createContext({ reader, handle, person, locale: 'EN', requestId: 'acceptance', live });
  const { data, errors } = await graphql({ schema, source, contextValue });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Answer;
}

describe('the README', () => {
  it('walks through the stories in seven requests', () => {
    expect(walk).toHaveLength(7);
  });

  it.each(walk)('prints what the auditor is really answered', async ({ query, answer }) => {
    expect(await ask(query)).toEqual(answer);
  });

  it('is right that everybody sees the published result', async () => {
    const published = '{ annualResult(unit: "64.71", instrument: "AKSI_HAM", cycleYear: 2025) { total status } }';

    expect(await ask(published, null)).toEqual({ annualResult: { total: '99.00', status: 'FINAL' } });
  });
});

describe('the 97.00 of Balikpapan', () => {
  it('is short by seven checks, each bound to an attached document', async () => {
    const { report } = await ask(`{ report(${B12}) { score { total exact basis
      derivation { path value documents { evidence digest } } } } }`);
    const { derivation, ...score } = report!['score'] as Readonly<{ derivation: readonly DerivedNode[] }>;

    const failed = derivation.filter(({ path, value }) => /-C\d\d$/.test(path) && value === '0.00');

    expect(score).toEqual({ total: '97.00', exact: '97', basis: 'FINAL' });
    expect(failed).toHaveLength(7);
    expect(failed.every(({ documents }) => documents.length === 1)).toBe(true);
  });

  it('would have been 100 without its gaps', async () => {
    const { report } = await ask(`{ report(${B12}) { score { exact gaps { exact } } } }`);
    const { exact, gaps } = report!['score'] as Readonly<{ exact: string; gaps: readonly { exact: string }[] }>;

    const mended = gaps.reduce((total, gap) => add(total, toRational(gap.exact)), toRational(exact));

    expect(toExact(mended)).toBe('100');
  });
});

type DerivedNode = Readonly<{ path: string; value: string; documents: readonly unknown[] }>;

type Steps = Readonly<{ nodes: readonly Readonly<{ after: string; exact: string }>[] }>;

describe('the history of Kutai Timur', () => {
  it('shows 70.83, 74.17, and 75.00 exactly at the edge', async () => {
    const { report } = await ask(`{ report(unit: "64.08", cycle: "KKPHAM-2022") {
      scoreHistory(first: 100) { nodes { after exact } } score { exact predicate { code } } } }`);
    const { nodes } = report!['scoreHistory'] as Steps;
    const totals = nodes.map(({ after }) => after);
    const sum = nodes.reduce((total, { exact }) => add(total, toRational(exact)), ZERO);

    expect(totals).toEqual(expect.arrayContaining(['70.83', '74.17']));
    expect(totals.at(-1)).toBe('75.00');
    expect(equals(sum, toRational('75'))).toBe(true);
    expect(report!['score']).toEqual({ exact: '75', predicate: { code: 'PEDULI' } });
  });
});

describe('the awards of KKP HAM 2022', () => {
  it('go to one province and nine places, and are known to everybody', async () => {
    const { awards } = await ask('{ awards(instrument: "KKPHAM", cycleYear: 2022) { kind recipient { code } } }', null);
    const granted = awards as unknown as readonly Readonly<{ kind: string; recipient: { code: string } }>[];
    const of = (kind: string) => granted.filter((award) => award.kind === kind).map(({ recipient }) => recipient.code);

    expect(of('PROVINCE_CARING')).toEqual(['64']);
    expect(of('CARING')).toEqual(['64.01', '64.02', '64.03', '64.08', '64.71', '64.72', '64.74', '65.01', '65.71']);
  });
});

/** What is recorded of a place and what is only shown, such as an open round or an unfinished year; ids name the moment. */
function standing(asOf: string): string {
  return `{
    report(${B12}, asOf: ${asOf}) { id asOf { position time } stage score { basis total exact predicate { code } }
      responses { status revision documents { code } } rounds { number open } objections { ruling } }
    year: annualResult(unit: "64.71", instrument: "AKSI_HAM", cycleYear: 2025, asOf: ${asOf}) { total status }
    silent: annualResult(unit: "64.01", instrument: "AKSI_HAM", cycleYear: 2025, asOf: ${asOf}) { total status }
    cycle(code: "AKSI_HAM-2025-B12", asOf: ${asOf}) { participation { opened submitted final } }
  }`;
}

describe('as of a time and as of the position it resolves to', () => {
  it('the answers are equal, always', async () => {
    const first = Date.parse('2025-11-20T00:00:00Z');
    const last = Date.parse('2026-03-01T00:00:00Z');

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: first, max: last }), async (milliseconds) => {
        const time = new Date(milliseconds).toISOString();
        const { cycle } = await ask(`{ cycle(code: "KKPHAM-2022", asOf: { time: "${time}" }) { asOf { position } } }`);
        const { position } = cycle!['asOf'] as Readonly<{ position: string }>;

        expect(await ask(standing(`{ time: "${time}" }`))).toEqual(await ask(standing(`{ position: "${position}" }`)));
      }),
      { numRuns: 25, examples: [[Date.parse('2025-12-10T20:00:00Z')]] },
    );
  });

  it('only the last decision lies between the moments around it', async () => {
    const types = '["ResponseDecided", "ResponseScored", "ObjectionDecided"]';
    const { report } = await ask(
      `{ report(${B12}) { history(last: 1, filter: { types: ${types} }) { nodes { position } } } }`,
    );
    const { nodes } = report!['history'] as Readonly<{ nodes: readonly { position: string }[] }>;
    const position = Number(nodes[0]?.position);

    const { after } = await ask(`{ after: report(${B12}, asOf: { position: "${position}" }) {
      diff(from: { position: "${position - 1}" }) {
        stageBefore stageAfter answers { revisionAfter } documents { kind } decisions { event { position } } } } }`);

    expect(after!['diff']).toEqual({
      stageBefore: 'NATIONAL_ASSESSMENT',
      stageAfter: 'NATIONAL_ASSESSMENT',
      answers: [],
      documents: [],
      decisions: [{ event: { position: String(position) } }],
    });
  });
});
