import { describe, expect, it } from 'vitest';

import { deriveResponsive, mostResponsive } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational } from '../../../../../src/kernel/rational.ts';
import { MAKASSAR, period, round, wita } from '../../../../support/timeliness-samples.ts';

const EID = round(wita('2025-03-27 16:00'), wita('2025-04-08 10:00'));
const MAY = round(wita('2025-05-05 08:00'), wita('2025-05-05 15:00'));

describe('the most responsive unit', () => {
  it('is told by the mean of all its returns, in working time', () => {
    const periods = [period('B04', { rounds: [EID] }), period('B08', { rounds: [MAY] }), period('B12')];

    expect(mostResponsive(periods, MAKASSAR)).toMatchObject({ kind: 'MEASURED', hours: rational(25, 2) });
  });

  it('is shown as never returned where it was not, which is not the same as 0 hours', () => {
    const weekend = round(wita('2025-05-17 08:00'), wita('2025-05-18 20:00'));

    const never = [period('B04'), period('B08')];

    expect(mostResponsive(never, MAKASSAR)).toEqual({ kind: 'NEVER_RETURNED', hours: null });
    expect(deriveResponsive(never, MAKASSAR)).toMatchObject([
      { path: 'responsive', formula: { en: 'Never returned' } },
    ]);
    expect(mostResponsive([period('B04', { rounds: [weekend] })], MAKASSAR)).toMatchObject({
      kind: 'MEASURED',
      hours: rational(0),
    });
  });

  it('is nobody who left a period unreported: nothing could be returned', () => {
    expect(mostResponsive([period('B04'), period('B08', { submissions: [] })], MAKASSAR)).toMatchObject({
      kind: 'UNRANKED',
      reason: 'NOT_REPORTED',
    });
    expect(mostResponsive([], MAKASSAR)).toMatchObject({ kind: 'UNRANKED', reason: 'NOT_REPORTED' });
  });

  it('is nobody whose correction has not been accepted', () => {
    const rejected = [EID, round(wita('2025-05-05 08:00'), wita('2025-05-05 09:00'), { round: 2, accepted: false })];

    expect(mostResponsive([period('B04', { rounds: rejected })], MAKASSAR)).toMatchObject({
      kind: 'UNRANKED',
      reason: 'NOT_ACCEPTED',
      hours: null,
    });
  });

  it('is not told where the calendar of a year is not known', () => {
    const rounds = [round('2031-01-06T00:00:00.000Z', '2031-01-07T00:00:00.000Z')];
    const periods = [period('B04', { rounds })];

    expect(mostResponsive(periods, MAKASSAR)).toMatchObject({
      kind: 'UNRANKED',
      reason: 'CALENDAR_UNKNOWN',
      hours: null,
    });
    expect(deriveResponsive(periods, MAKASSAR).at(-1)?.formula.en).toMatch(/; no calendar is known for 2031$/);
  });

  it('does not gain by resubmitting in haste: what is returned again goes on counting', () => {
    const hasty = [
      round(wita('2025-05-05 08:00'), wita('2025-05-05 09:00'), { accepted: false }),
      round(wita('2025-05-06 08:00'), wita('2025-05-06 14:00'), { round: 2, firstRound: 1 }),
    ];

    expect(mostResponsive([period('B04', { rounds: hasty })], MAKASSAR)).toMatchObject({ hours: rational(7) });
  });
});

describe('the reasons of responsiveness', () => {
  const rounds = [
    round(wita('2025-05-16 16:00'), wita('2025-05-19 10:30'), { accepted: false }),
    round(wita('2025-05-20 08:00'), wita('2025-05-20 09:00'), { round: 2, firstRound: 1 }),
  ];
  const derivation = deriveResponsive([period('B04', { rounds }), period('B08', { rounds: [MAY] })], MAKASSAR);

  it('lead from the mean to the returns, their rounds and the days that were taken off', () => {
    expect(derivation.map(({ path }) => path)).toEqual([
      'responsive',
      'responsive/B04-1',
      'responsive/B04-1/round-1',
      'responsive/B04-1/round-1/2025-05-17',
      'responsive/B04-1/round-1/2025-05-18',
      'responsive/B04-1/round-2',
      'responsive/B08-1',
      'responsive/B08-1/round-1',
    ]);
  });

  it('can be checked with a pocket calculator', () => {
    expect(derivation.map(({ formula }) => formula.en)).toEqual([
      'Mean working time of the returns: (19.5 + 7) / 2 = 13.25',
      'Working hours of its rounds, without the reviewer’s: 18.5 + 1 = 19.5',
      '2025-05-16 16:00 (UTC+8) to 2025-05-19 10:30 (UTC+8): 2 × 24 + 18 + 30 / 60 = 66.5; less the hours of days off 48 = 18.5',
      '2025-05-17: 1 × 24 = 24',
      '2025-05-18: 1 × 24 = 24',
      '2025-05-20 08:00 (UTC+8) to 2025-05-20 09:00 (UTC+8): 1',
      'Working hours of its rounds, without the reviewer’s: 7',
      '2025-05-05 08:00 (UTC+8) to 2025-05-05 15:00 (UTC+8): 7',
    ]);
  });
});
