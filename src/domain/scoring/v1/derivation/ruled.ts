import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Edition } from '../../../instrument/index.ts';
import { isNotApplicable } from '../answer-value.ts';
import type { Grade } from '../grade.ts';
import { answerNode } from './leaves.ts';
import { equal } from './mean.ts';
import type { DerivationNode } from './node.ts';
import { ruleBody } from './rule.ts';
import { say } from './say.ts';

type Body = Readonly<{ formula: Bilingual; children: readonly DerivationNode[] }>;

const NOT_APPLICABLE: Readonly<Record<Edition['whenNotApplicable']['mode'], Bilingual>> = {
  EXCLUDE: {
    id: 'Tidak berlaku: tidak dihitung, bobotnya beralih ke yang lain',
    en: 'Not applicable: left out, its weight goes to the others',
  },
  FULL: { id: 'Tidak berlaku: dihitung penuh', en: 'Not applicable: counts in full' },
  ZERO: { id: 'Tidak berlaku: dihitung nol', en: 'Not applicable: counts as nothing' },
};

const NOTHING_TO_EARN = {
  id: 'Nilai maksimum 0: tidak dihitung, bobotnya beralih ke yang lain',
  en: 'The maximum is 0: left out, its weight goes to the others',
};

/** What the rule alone gives for the answer, whether or not it counts. */
export function ruledBody(edition: Edition, graded: Grade, path: string): Body {
  const { indicator, response, maximum, rulePoints } = graded;
  if (!response?.answer) return { formula: { id: 'Belum dijawab = 0', en: 'Not answered = 0' }, children: [] };
  if (isNotApplicable(response.answer)) {
    const { mode } = edition.whenNotApplicable;
    const formula = mode === 'EXCLUDE' ? NOT_APPLICABLE.EXCLUDE : say`${NOT_APPLICABLE[mode]}${equal(rulePoints)}`;
    return { formula, children: [answerNode({ indicator, response }, path)] };
  }
  if (maximum.numerator === 0n) return { formula: NOTHING_TO_EARN, children: [] };
  return ruleBody(indicator.rule, maximum, { path, given: { indicator, response } });
}
