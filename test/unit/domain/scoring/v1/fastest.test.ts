import { describe, expect, it } from 'vitest';

import { deriveFastest, fastest } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational } from '../../../../../src/kernel/rational.ts';
import { MAKASSAR, period, wita } from '../../../../support/timeliness-samples.ts';

function completedAt(code: string, local: string, deadline = wita('2025-05-10 00:00')) {
  return period(code, { deadline, submissions: [{ at: wita(local), complete: true, position: 7 }] });
}

describe('the fastest reporting', () => {
  it('is the mean of the hours before the deadlines, of clock time', () => {
    const periods = [completedAt('B04', '2025-05-03 10:30'), completedAt('B08', '2025-05-09 22:00')];

    expect(fastest(periods, MAKASSAR)).toMatchObject({ kind: 'MEASURED', hours: rational(319, 4) });
  });

  it('is negative where reports were late', () => {
    const periods = [completedAt('B04', '2025-05-11 00:00'), completedAt('B08', '2025-05-09 23:00')];

    expect(fastest(periods, MAKASSAR)).toMatchObject({ kind: 'MEASURED', hours: rational(-23, 2) });
  });

  it('measures to the deadline of the unit, as it was extended', () => {
    const extended = [completedAt('B04', '2025-05-11 00:00', wita('2025-05-12 00:00'))];

    expect(fastest(extended, MAKASSAR)).toMatchObject({ hours: rational(24) });
  });

  it('ranks nobody who was not complete in every period', () => {
    const submissions = [{ at: wita('2025-05-01 00:00'), complete: false, position: 7 }];
    const periods = [completedAt('B04', '2025-05-03 00:00'), period('B08', { submissions })];

    expect(fastest(periods, MAKASSAR)).toEqual({ kind: 'UNRANKED', reason: 'NOT_COMPLETE', hours: null });
    expect(deriveFastest(periods, MAKASSAR)[0]?.formula.en).toBe('Not ranked; without a complete submission: B08');
    expect(fastest([period('B04', { submissions: [] })], MAKASSAR).kind).toBe('UNRANKED');
    expect(fastest([], MAKASSAR).kind).toBe('UNRANKED');
    expect(fastest([period('B04', { deadline: null })], MAKASSAR).kind).toBe('UNRANKED');
  });

  it('shows what a pocket calculator needs, in local time', () => {
    const periods = [completedAt('B04', '2025-05-03 10:30'), completedAt('B08', '2025-05-11 02:00')];
    const [root, first, late] = deriveFastest(periods, MAKASSAR);

    expect(root).toMatchObject({ path: 'fastest', parentPath: null, value: rational(263, 4) });
    expect(root?.formula.en).toBe('Mean of the hours before the deadlines: (157.5 + (-26)) / 2 = 65.75');
    expect(root?.formula.id).toBe('Rata-rata jam sebelum batas waktu: (157,5 + (-26)) / 2 = 65,75');
    expect(first).toMatchObject({ path: 'fastest/B04', value: rational(315, 2), positions: [7] });
    expect(first?.formula.en).toBe(
      'Deadline in force then 2025-05-10 00:00 (UTC+8) less the first complete submission 2025-05-03 10:30 (UTC+8): 6 × 24 + 13 + 30 / 60 = 157.5',
    );
    expect(late?.formula.en).toMatch(/: -\(1 × 24 \+ 2\) = -26$/);
  });

  it('is exact to the millisecond', () => {
    const submissions = [{ at: '2025-05-09T15:59:59.999Z', complete: true, position: 7 }];
    const periods = [period('B04', { submissions })];

    expect(fastest(periods, MAKASSAR).hours).toEqual(rational(1, 3_600_000));
    expect(deriveFastest(periods, MAKASSAR)[1]?.formula.en).toMatch(
      /2025-05-09 23:59:59.999 \(UTC\+8\): 0\.001 \/ 3600 = 1\/3600000 ≈ 0\.00$/,
    );
  });
});
