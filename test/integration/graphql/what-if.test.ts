import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { add, toExact, toRational, ZERO } from '../../../src/kernel/rational.ts';
import { BALIKPAPAN, openEditionsWorld, REFORM } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import type { Answered } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: EditionsWorld;

beforeAll(async () => {
  world = await openEditionsWorld(database().applicationUrl);
});
afterAll(() => world.close());

const WHAT_IF = `query ($unit: String!, $answers: [WhatIfAnswerInput!], $edition: String, $basis: ScoreBasis, $asOf: AsOf) {
  whatIf(unit: $unit, cycle: "${REFORM}", answers: $answers, edition: $edition, basis: $basis, asOf: $asOf) {
    edition { code } basis before { total exact predicate { code } } after { total exact predicate { code } official { total } }
    delta exact predicateChanges moves { indicator { code } before after delta exact }
  } }`;

type Supposed = Readonly<{
  answers?: readonly object[];
  edition?: string;
  basis?: string;
  asOf?: object;
  unit?: string;
  person?: string;
}>;

function suppose({ person = 'coordinator', ...variables }: Supposed): Promise<Answered> {
  return ask(WHAT_IF, { person, variables: { unit: BALIKPAPAN, ...variables } });
}

function points(indicator: string, value: string): object {
  return { indicator, answer: { points: value } };
}

describe('whatIf', () => {
  it('is the present score where nothing is supposed', async () => {
    const { data, errors } = await suppose({});

    expect(errors).toEqual([]);
    expect(pick(data, 'whatIf')).toMatchObject({
      edition: { code: '2' },
      basis: 'FINAL',
      before: { total: '91.50' },
      after: { total: '91.50', predicate: { code: 'AA' } },
      delta: '0.00',
      exact: '0',
      predicateChanges: false,
      moves: [],
    });
  });

  it('says what other answers would make, through what, and whether the predicate changes', async () => {
    const { data, errors } = await suppose({ answers: [points('V1.1', '19'), points('V4.1', '20')] });

    expect(errors).toEqual([]);
    expect(pick(data, 'whatIf')).toMatchObject({
      after: { total: '94.00', exact: '94' },
      delta: '2.50',
      exact: '5/2',
      predicateChanges: false,
      moves: [
        { indicator: { code: 'V1.1' }, before: '21.00', after: '19.00', delta: '-2.00', exact: '-2' },
        { indicator: { code: 'V4.1' }, before: '10.50', after: '15.00', delta: '4.50', exact: '9/2' },
      ],
    });
  });

  it('scores by another edition, also by one that asks more', async () => {
    const by = await suppose({ edition: '1' });
    const more = await suppose({ edition: '3', answers: [points('V4.2', '10')] });

    expect([by.errors, more.errors]).toEqual([[], []]);
    expect(pick(by.data, 'whatIf')).toMatchObject({
      edition: { code: '1' },
      after: { total: '90.00' },
      delta: '-1.50',
    });
    expect(pick(by.data, 'whatIf.predicateChanges')).toBe(true);
    expect(pickEach(more.data, 'whatIf.moves', 'before')).toEqual(['10.50', null]);
    expect(pick(more.data, 'whatIf.after.total')).toBe('90.00');
  });

  it('moves by what its indicators move, together', async () => {
    const { data } = await suppose({ edition: '1', answers: [points('V1.1', '7.25'), points('V3.1', '0.01')] });

    const deltas = pickEach(data, 'whatIf.moves', 'exact').map(String);
    expect(deltas.length).toBeGreaterThan(2);
    expect(toExact(deltas.map(toRational).reduce(add, ZERO))).toBe(pick(data, 'whatIf.exact'));
  });

  it('is what submitting the answer really made', async () => {
    const then = { position: String(world.turns.replaced) };

    const supposed = await suppose({ asOf: then, answers: [points('V1.1', '21')] });
    const real = await ask(
      `query ($after: Position!) { report(unit: "${BALIKPAPAN}", cycle: "${REFORM}", asOf: { position: $after }) {
        score { exact basis } } }`,
      { person: 'coordinator', variables: { after: String(world.turns.revised) } },
    );

    expect(supposed.errors).toEqual([]);
    expect(pick(supposed.data, 'whatIf.basis')).toBe(pick(real.data, 'report.score.basis'));
    expect(pick(supposed.data, 'whatIf.after.exact')).toBe(pick(real.data, 'report.score.exact'));
  });

  it.each(['CLAIMED', 'VERIFIED', 'ASSESSED', 'FINAL'])('takes an answer as accepted on %s', async (basis) => {
    const { data, errors } = await suppose({ basis, answers: [points('V1.1', '25')] });

    expect(errors).toEqual([]);
    expect(pick(data, 'whatIf')).toMatchObject({ basis, after: { total: '95.50' }, delta: '4.00' });
  });

  it('gives its reasons and its gaps as any score does; what is only supposed cites no entry', async () => {
    const { data, errors } = await ask(
      `{ whatIf(unit: "${BALIKPAPAN}", cycle: "${REFORM}", basis: CLAIMED,
          answers: [{ indicator: "V1.1", answer: { points: "24" } }]) {
        before { derivation(path: "total/V1/V1.1", depth: 0) { value events { type } } }
        after { derivation(path: "total/V1/V1.1", depth: 0) { value events { type } }
          gaps { indicator { code } exact } official { total } } } }`,
      { person: 'coordinator' },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'whatIf.before.derivation.0.events')).not.toEqual([]);
    expect(pick(data, 'whatIf.after')).toEqual({
      derivation: [{ value: '24.00', events: [] }],
      gaps: [
        { indicator: { code: 'V4.1' }, exact: '9/2' },
        { indicator: { code: 'V1.1' }, exact: '1' },
      ],
      official: null,
    });
  });

  it('writes nothing', async () => {
    const before = await ask('{ ledger { size } }');
    await suppose({ answers: [points('V1.1', '25')] });
    const after = await ask('{ ledger { size } }');

    expect(after.data).toEqual(before.data);
  });

  it('takes a fixed number of statements', async () => {
    const one = await suppose({ answers: [points('V1.1', '25')] });
    const many = await suppose({ answers: [points('V1.1', '1'), points('V2.1', '2'), points('V3.1', '3')] });

    // head, person, report, responses, cycle, edition
    expect([one.statements, many.statements]).toEqual([6, 6]);
  });
});

describe('whatIf is turned down', () => {
  it('for what submitResponse would refuse, with the path of each', async () => {
    const { errors } = await suppose({
      answers: [
        points('V1.1', '26'),
        { indicator: 'V2.1', answer: { choice: 'ADA' } },
        points('NONE', '1'),
        points('V3.1', '1'),
        points('V3.1', '2'),
      ],
    });

    expect(errors).toMatchObject([
      {
        code: 'BAD_USER_INPUT',
        issues: [
          { path: ['answers', '0', 'answer'] },
          { path: ['answers', '1', 'answer'] },
          { path: ['answers', '2', 'indicator'] },
          { path: ['answers', '4', 'indicator'] },
        ],
      },
    ]);
  });

  it.each([
    ['an edition that nobody published', { edition: 'none' }, 'edition'],
    ['an edition that asks something else', { edition: '4' }, 'edition'],
    ['a question that only another edition asks', { answers: [points('V4.2', '1')] }, 'answers.0.indicator'],
    ['a code that is none', { answers: [points('v 1', '1')] }, 'answers.0.indicator'],
  ])('for %s', async (_what, supposed, path) => {
    const { errors } = await suppose(supposed);

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', issues: [{ path: path.split('.') }] }]);
  });

  it('for a basis that is not reached, and for a report that is not opened', async () => {
    const asOf = { position: String(world.turns.claimed) };

    const basis = await suppose({ asOf, basis: 'VERIFIED' });
    const unopened = await suppose({ unit: '64', person: 'auditor' });

    expect(basis.errors).toMatchObject([{ code: 'BAD_USER_INPUT', issues: [{ path: ['basis'] }] }]);
    expect(unopened.errors).toMatchObject([{ code: 'BAD_USER_INPUT', issues: [{ path: ['unit'] }] }]);
  });

  it.each([['neighbour'], [undefined]])('for %s, who sees published results only', async (person) => {
    const { errors } = await ask(`{ whatIf(unit: "${BALIKPAPAN}", cycle: "${REFORM}") { delta } }`, {
      ...(person ? { person } : {}),
    });

    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
