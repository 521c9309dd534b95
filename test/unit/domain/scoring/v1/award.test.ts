import { describe, expect, it } from 'vitest';

import { provinceAward } from '../../../../../src/domain/scoring/v1/index.ts';
import type { ProvinceAward } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational } from '../../../../../src/kernel/rational.ts';
import { irh, kkpHam } from '../../../../support/editions.ts';

function award(caring: number, of: number): ProvinceAward | null {
  const members = Array.from({ length: of }, (_, index) => ({
    unit: `64.${index + 1}`,
    predicate: index < caring ? 'PEDULI' : null,
  }));
  return provinceAward(kkpHam(), members);
}

describe('the province award (story B)', () => {
  it('goes to East Kalimantan with 7 of 10 and not to North Kalimantan with 2 of 5', () => {
    expect(award(7, 10)).toMatchObject({ awarded: true, share: rational(7, 10), count: 7, of: 10 });
    expect(award(2, 5)).toMatchObject({ awarded: false, share: rational(2, 5), count: 2, of: 5 });
  });

  it('asks for strictly more than the share', () => {
    expect(award(6, 10)?.awarded).toBe(false);
    expect(award(61, 100)?.awarded).toBe(true);
  });

  it('shows its reasons', () => {
    const [root, first] = award(7, 10)!.derivation;

    expect(root?.formula.en).toBe('Share of regencies and cities holding PEDULI: 7 / 10 × 100 = 70; more than 60 %');
    expect(first).toMatchObject({ path: 'award/64.1', parentPath: 'award', value: rational(1) });
  });

  it('goes to nobody where a province has no members', () => {
    expect(award(0, 0)).toMatchObject({ awarded: false, share: rational(0) });
  });

  it('does not exist where the edition awards none', () => {
    expect(provinceAward(irh(['25', '25', '30', '20']), [])).toBeNull();
  });
});
