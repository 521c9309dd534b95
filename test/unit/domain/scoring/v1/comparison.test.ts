import { describe, expect, it } from 'vitest';

import { comparisonReasons, leaders } from '../../../../../src/domain/scoring/v1/index.ts';
import type { Compared, Measure } from '../../../../../src/domain/scoring/v1/index.ts';
import { wita } from '../../../../support/timeliness-samples.ts';

const CYCLE = 'AKSI_HAM-2025-B04';

function unit(code: string, exact: string | null, terms: Compared['terms'] = []): Compared {
  return { unit: code, utcOffset: 8, standing: exact === null ? 'NEVER_RETURNED' : 'MEASURED', exact, terms };
}

function term(number: number, exact: string): Compared['terms'][number] {
  return { cycle: CYCLE, number, from: wita('2025-07-07 09:00'), to: wita('2025-07-08 09:00'), exact, entry: 7 };
}

function formulas(measure: Measure, units: readonly Compared[]): Readonly<Record<string, string>> {
  return Object.fromEntries(comparisonReasons(measure, units).map(({ path, formula }) => [path, formula.en]));
}

describe('Who leads a comparison', () => {
  it('is whoever has the most hours before the deadline, also where all were late', () => {
    expect(leaders('LEAD', [unit('64.71', '-3'), unit('64.72', '-2')]).map((one) => one.unit)).toEqual(['64.72']);
  });

  it('are all who were never returned anything, before anybody who was', () => {
    const units = [unit('64.71', '0'), unit('64.72', null), unit('64.74', null)];

    expect(leaders('CORRECTION', units).map((one) => one.unit)).toEqual(['64.72', '64.74']);
  });

  it('is nobody where nobody is ranked', () => {
    expect(leaders('TOTAL', [{ ...unit('64.71', null), standing: 'UNRANKED' }])).toEqual([]);
  });
});

describe('The reasons of a comparison', () => {
  it('say what the best and the next have', () => {
    expect(formulas('TOTAL', [unit('64.72', '95'), unit('64.71', '99')])).toMatchObject({
      best: 'Highest annual total of 2: 99; next: 95',
    });
  });

  it('say how many share the lead', () => {
    expect(formulas('TOTAL', [unit('64.71', '99'), unit('64.72', '99')])).toMatchObject({
      best: 'Highest annual total of 2: 99; exactly equal for 2',
    });
  });

  it('say of who was never returned anything that it leads for that', () => {
    expect(formulas('CORRECTION', [unit('64.71', null), unit('64.72', '24')])).toMatchObject({
      responsive: 'Fewest working hours of a return, in the mean of 2: Never returned; next: 24',
      'responsive/64.71': 'Never returned',
    });
  });

  it('count the rounds of one return as one', () => {
    const rounds = [term(1, '24'), term(1, '24'), term(2, '12')];

    expect(formulas('CORRECTION', [unit('64.71', '30', rounds)])).toMatchObject({
      'responsive/64.71': 'Mean working hours of the returns: (24 + 24 + 12) / 2 = 30',
    });
  });

  it('take days off from the time that passed', () => {
    expect(formulas('CORRECTION', [unit('64.71', '6', [term(1, '6')])])).toMatchObject({
      'responsive/64.71/round-1':
        '2025-07-07 09:00 (UTC+8) to 2025-07-08 09:00 (UTC+8): 1 × 24 = 24; less the hours of days off 18 = 6',
    });
  });

  it('name the entries they are read from, and list who is not ranked last', () => {
    const none: Compared = { ...unit('64.01', null), standing: 'UNRANKED' };
    const nodes = comparisonReasons('CORRECTION', [none, unit('64.71', '24', [term(1, '24')])]);

    expect(nodes.map(({ path }) => path)).toEqual([
      'responsive',
      'responsive/64.71',
      'responsive/64.71/round-1',
      'responsive/64.01',
    ]);
    expect(nodes[2]?.positions).toEqual([7]);
  });
});
