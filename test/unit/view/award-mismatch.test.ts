import { describe, expect, it } from 'vitest';

import type { GrantedAward, ReportStanding } from '../../../src/domain/cycle/index.ts';
import { mismatchOf } from '../../../src/view/award-mismatch.ts';

const figures = { total: null, final: null, count: null, of: null, moreThanPercent: null, predicate: null };

/** An award by working time, with the exact figure of each place; null: never returned anything. */
function responsive(recipient: string, compared: Readonly<Record<string, string | null>>): GrantedAward {
  return {
    kind: 'MOST_RESPONSIVE',
    recipient,
    within: '64',
    cycles: ['TEST-2025-P1', 'TEST-2025-P2'],
    ...figures,
    members: [],
    measure: { unit: 'WORKING_HOURS', exact: compared[recipient] ?? null, rounded: null },
    compared: Object.entries(compared).map(([unit, exact]) => ({
      unit,
      utcOffset: 8,
      standing: exact === null ? 'NEVER_RETURNED' : 'MEASURED',
      exact,
      terms: [],
    })),
  };
}

const province: GrantedAward = {
  ...figures,
  kind: 'PROVINCE_CARING',
  recipient: '64',
  within: null,
  cycles: ['TEST-2025'],
  predicate: 'PEDULI',
  count: 2,
  of: 3,
  moreThanPercent: '60',
  members: ['64.01', '64.02'].map((unit) => ({ unit, predicate: 'PEDULI' })).concat([{ unit: '64.03', predicate: '' }]),
  measure: null,
  compared: [],
};

function held(unit: string, predicate: string): ReportStanding {
  return { unit, phase: 'FINAL', submittedAt: null, final: { position: 9, total: '80.00', predicate } };
}

describe('An award whose figures hold', () => {
  it('has no mismatch', () => {
    const award = responsive('64.71', { '64.71': null, '64.72': '24' });

    expect(mismatchOf(award, { awards: [award], standings: [] })).toBeNull();
  });

  it('has none for parts of figures that are read from other entries now', () => {
    const award = responsive('64.71', { '64.71': '12' });
    const term = { cycle: 'TEST-2025-P1', number: 1, from: null, to: null, exact: '12', entry: 7 };
    const again = { ...award, compared: award.compared.map((one) => ({ ...one, terms: [term] })) };

    expect(mismatchOf(award, { awards: [again], standings: [] })).toBeNull();
  });
});

describe('The mismatch of an award', () => {
  it('says what the recipient had and has, and that it still leads', () => {
    const frozen = responsive('64.71', { '64.71': null, '64.72': '24' });
    const now = responsive('64.71', { '64.71': '12', '64.72': '24' });

    expect(mismatchOf(frozen, { awards: [now], standings: [] })).toEqual({
      frozen: 'NEVER_RETURNED',
      now: '12',
      stillHolds: true,
      explanation: {
        en: 'Figures changed since it was granted: 64.71 never returned → 12. It would still be granted.',
        id: 'Angka berubah sejak penetapan: 64.71 tidak pernah dikembalikan → 12. Penghargaan tetap akan diberikan.',
      },
    });
  });

  it('is there for the change of another place, too', () => {
    const frozen = responsive('64.71', { '64.71': '12', '64.72': '24' });
    const now = responsive('64.72', { '64.71': '12', '64.72': '6' });

    expect(mismatchOf(frozen, { awards: [now], standings: [] })).toMatchObject({
      frozen: '12',
      now: '12',
      stillHolds: false,
      explanation: { en: 'Figures changed since it was granted: 64.72 24 → 6. It would not be granted now.' },
    });
  });

  it('counts the places of a province that still hold the predicate', () => {
    const standings = [held('64.01', 'PEDULI'), held('64.02', 'KURANG'), held('64.03', '')];

    expect(mismatchOf(province, { awards: [], standings })).toMatchObject({
      frozen: '2/3',
      now: '1/3',
      stillHolds: false,
      explanation: { en: 'Figures changed since it was granted: 64.02 PEDULI → KURANG. It would not be granted now.' },
    });
  });
});
