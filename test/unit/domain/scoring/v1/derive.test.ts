import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Edition } from '../../../../../src/domain/instrument/index.ts';
import { derivationDigest, derivationText, derive } from '../../../../../src/domain/scoring/v1/index.ts';
import type { DerivationNode, GradedResponse } from '../../../../../src/domain/scoring/v1/index.ts';
import { digestOf } from '../../../../../src/kernel/digest.ts';
import { rational, toExact } from '../../../../../src/kernel/rational.ts';
import { balikpapanB12 } from '../../../../support/balikpapan.ts';
import { childrenOf, nodeAt } from '../../../../support/derivation.ts';
import { edition, evidence, indicator } from '../../../../support/editions.ts';
import { document, notApplicable, stated } from '../../../../support/graded.ts';

const SAID = { kind: 'FOUND', source: 'made for a test' } as const;

function derived(one: Edition, responses: Readonly<Record<string, GradedResponse>>): readonly DerivationNode[] {
  return derive(paperOf(one, 'YEAR'), new Map(Object.entries(responses)));
}

function single(given: GradedResponse, changes: Partial<Edition> = {}): readonly DerivationNode[] {
  return derived(edition([{ code: 'D', indicators: [indicator('I', { evidence: [evidence('E1')] })] }], changes), {
    I: given,
  });
}

describe('the derivation of Balikpapan B12 (story A)', () => {
  const { paper, responses } = balikpapanB12();
  const nodes = derive(paper, responses);

  it('states the total in both languages, as a pocket calculator takes it', () => {
    const total = nodeAt(nodes, 'total/AKSI');

    expect(total.formula.id).toBe('Rata-rata berbobot indikator: (97 + 97 + 97 + 97 + 97 + 97 + 97) / 7 = 97');
    expect(total.formula.en).toBe('Weighted mean of the indicators: (97 + 97 + 97 + 97 + 97 + 97 + 97) / 7 = 97');
  });

  it('shows the rounding as a step of its own', () => {
    expect(nodeAt(nodes, 'total').formula.id).toBe(
      'Rata-rata berbobot dimensi: (97) / 1 = 97; dibulatkan ke 2 desimal (setengah ke atas) = 97,00; predikat ALL (0 ≤ 97 ≤ 100)',
    );
  });

  it('leads to the very document that cost the point and to the entry that decided it', () => {
    const check = nodeAt(nodes, 'total/AKSI/A1/ADMINISTRATION/A1-C3');

    expect(check).toMatchObject({
      value: rational(0),
      weight: rational(3),
      positions: [501, 103],
      attachments: ['doc-A1-D3'],
    });
    expect(check.formula).toEqual({ id: 'Tidak lulus: 0 (no stamp)', en: 'Failed: 0 (no stamp)' });
  });

  it('labels an action that is not at full points, without scoring the label', () => {
    expect(nodeAt(nodes, 'total/AKSI/A1').formula.id).toBe('Jumlah bagian: 27 + 70 = 97; TIDAK LENGKAP');
  });

  it('is in reading order, depth first', () => {
    expect(nodes.slice(0, 5).map(({ path }) => path)).toEqual([
      'total',
      'total/AKSI',
      'total/AKSI/A1',
      'total/AKSI/A1/ADMINISTRATION',
      'total/AKSI/A1/ADMINISTRATION/A1-C1',
    ]);
  });

  it('has one canonical text, of which the digest is taken', () => {
    expect(derivationDigest(nodes)).toBe(digestOf(derivationText(nodes)));
    expect(JSON.parse(derivationText(nodes))).toHaveLength(nodes.length);
  });
});

describe('numbers that do not end', () => {
  const three = edition([{ code: 'D', indicators: ['I', 'J', 'K'].map((code) => indicator(code)) }]);

  it('are written as exact fractions, with two decimals beside them', () => {
    const nodes = derived(three, { I: stated('100'), J: stated('50.5') });

    expect(nodeAt(nodes, 'total/D').formula).toEqual({
      id: 'Rata-rata berbobot indikator: (100 + 50,5 + 0) / 3 = 301/6 ≈ 50,17',
      en: 'Weighted mean of the indicators: (100 + 50.5 + 0) / 3 = 301/6 ≈ 50.17',
    });
    expect(toExact(nodeAt(nodes, 'total').value)).toBe('5017/100');
  });
});

describe('an override', () => {
  const override = { points: '80', justification: 'seen on site', position: 9 };
  const nodes = single(stated('40', { override }));

  it('stands beside the value of the rule, which is shown in full and does not count', () => {
    expect(nodeAt(nodes, 'total/D/I').formula.en).toBe('Set by a person instead of the rule = 80 (the rule gives 40)');
    expect(nodeAt(nodes, 'total/D/I/override')).toMatchObject({ value: rational(80), positions: [9] });
    expect(nodeAt(nodes, 'total/D/I/override').formula.en).toBe('80 (at most 100): seen on site');
    expect(nodeAt(nodes, 'total/D/I/rule')).toMatchObject({ value: rational(40), weight: rational(0) });
  });
});

describe('an answer that does not count', () => {
  it('names the ruling that says so', () => {
    const nodes = single(stated('40', { counts: false, ruledAt: 77 }));

    expect(nodeAt(nodes, 'total/D/I').formula.en).toBe('By the rule, but the answer is not counted: 40 × 0 = 0');
    expect(nodeAt(nodes, 'total/D/I/ruling')).toMatchObject({ positions: [77] });
  });

  it('names the required evidence that is missing where the edition gates', () => {
    const nodes = single(stated('40'), { requiredEvidence: { mode: 'GATES', provenance: SAID } });

    expect(nodeAt(nodes, 'total/D/I').formula.en).toBe('By the rule, but required evidence is missing: 40 × 0 = 0');
    expect(nodeAt(nodes, 'total/D/I/evidence').formula.en).toBe('No document for the required evidence E1: 0');
  });

  it('is said to be missing where there is none', () => {
    expect(nodeAt(derived(edition([{ code: 'D', indicators: [indicator('I')] }]), {}), 'total/D/I').formula.id).toBe(
      'Belum dijawab = 0',
    );
  });
});

describe('not applicable', () => {
  const two = edition([
    { code: 'A', indicators: [indicator('I'), indicator('J')] },
    { code: 'B', indicators: [indicator('K')] },
  ]);

  it('is named where it leaves the mean, an indicator and a whole dimension', () => {
    const nodes = derived(two, { I: stated('60'), J: notApplicable(), K: notApplicable() });

    expect(nodeAt(nodes, 'total/A').formula.en).toBe(
      'Weighted mean of the indicators: (60) / 1 = 60; not applicable and left out: J',
    );
    expect(nodeAt(nodes, 'total').formula.en).toContain('(60) / 1 = 60; not applicable and left out: B;');
    expect(nodeAt(nodes, 'total/B').weight).toEqual(rational(0));
    expect(nodeAt(nodes, 'total/A/J/answer').formula.en).toBe('Stated not applicable: nothing to report');
  });

  it('of everything is said to measure nothing', () => {
    const nodes = derived(two, { I: notApplicable(), J: notApplicable(), K: notApplicable() });

    expect(nodeAt(nodes, 'total').formula.en).toBe('No indicator is in force: the total of 0 measures nothing');
  });
});

describe('the leaves', () => {
  it('cite the answer and the documents beside it in the order of the ledger', () => {
    const documents = [
      document('E1', { attachment: 'late', position: 30 }),
      document('E1', { attachment: 'early', position: 20 }),
    ];
    const nodes = single(stated('40', { answeredAt: 10, documents }));

    expect(childrenOf(nodes, nodeAt(nodes, 'total/D/I'))).toMatchObject([
      { path: 'total/D/I/answer', positions: [10, 20, 30], attachments: ['early', 'late'] },
    ]);
  });

  it('carry the weakest provenance of what an indicator rests on', () => {
    const found = indicator('I', { ruleProvenance: SAID, weightProvenance: { kind: 'RECALLED', source: 'someone' } });
    const nodes = derived(edition([{ code: 'D', indicators: [found] }]), { I: stated('1') });

    expect(nodeAt(nodes, 'total/D/I').provenance).toEqual({ kind: 'RECALLED', source: 'someone' });
  });
});
