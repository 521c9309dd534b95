import { equals, ONE, toRational, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { SimpleRule } from '../../../instrument/index.ts';
import { answerValue } from '../answer-value.ts';
import { bandOf, bandValue, linearShare } from '../points.ts';
import type { Given } from '../points.ts';
import { intervalWords } from './interval-words.ts';
import { optionTitle } from './option-title.ts';
import { roundingWords } from './rounding-words.ts';
import { say } from './say.ts';

type RuleOf<Kind extends SimpleRule['kind']> = Extract<SimpleRule, { kind: Kind }>;

const NO_VALUE = {
  id: 'Jawaban tidak menyebut nilai yang dikenal aturan',
  en: 'The answer names no value the rule knows',
};

/** In words and numbers how the stated value earns its points: everything before the equals sign. */
export function valueWords(
  rule: RuleOf<'OPTIONS' | 'BANDS' | 'LINEAR' | 'POINTS'>,
  maximum: Rational,
  given: Given,
): Bilingual {
  if (rule.kind === 'OPTIONS') return optionWords(rule, given);
  const { answer } = given.response;
  const value = answer && answerValue(answer, given.indicator.answer);
  if (value === null) return NO_VALUE;
  switch (rule.kind) {
    case 'BANDS':
      return bandWords(rule, value);
    case 'LINEAR':
      return linearWords(rule, maximum, value);
    case 'POINTS':
      return say`${{ id: 'Poin yang dinyatakan', en: 'The points stated' }} ${boundsWords(maximum, value)}`;
  }
}

function optionWords(rule: RuleOf<'OPTIONS'>, { indicator, response }: Given): Bilingual {
  const option = response.answer?.kind === 'CHOICE' ? response.answer.option : null;
  if (option === null || rule.points[option] === undefined) return NO_VALUE;
  return say`${{ id: 'Poin untuk pilihan', en: 'The points of the option' }} “${optionTitle(indicator, option)}”`;
}

function bandWords(rule: RuleOf<'BANDS'>, value: Rational): Bilingual {
  const band = bandOf(rule, value);
  const seen = bandValue(rule, value);
  const rounded = rule.roundBefore === null ? '' : say`${value} ${roundingWords(rule.roundBefore)}; `;
  if (!band) return say`${rounded}${{ id: 'Di luar semua rentang', en: 'Outside every band' }} (${seen})`;
  return say`${rounded}${{ id: 'Poin untuk rentang', en: 'The points of the band' }} (${intervalWords(band, seen)})`;
}

function linearWords(rule: RuleOf<'LINEAR'>, maximum: Rational, value: Rational): Bilingual {
  const [from, to] = [toRational(rule.from), toRational(rule.to)];
  const share = linearShare(rule, value);
  if (equals(share, ZERO))
    return say`${{ id: 'Belum lebih baik dari', en: 'Not better than' }} ${from}: ${maximum} × 0`;
  if (equals(share, ONE)) return say`${{ id: 'Mencapai', en: 'Reaches' }} ${to}: ${maximum} × 1`;
  const words = { id: 'Sebanding dari', en: 'In proportion from' };
  const range = say`${from} ${{ id: 'sampai', en: 'to' }} ${to}`;
  return say`${words} ${range}: ${maximum} × (${value} - ${signed(from)}) / (${to} - ${signed(from)})`;
}

/** Points beyond the scale of the rule do not count. */
function boundsWords(maximum: Rational, value: Rational): Bilingual {
  return value.numerator < 0n
    ? say`(${{ id: 'paling sedikit', en: 'at least' }} 0)`
    : say`(${{ id: 'paling banyak', en: 'at most' }} ${maximum})`;
}

/** A negative number that is subtracted reads wrongly without brackets. */
function signed(value: Rational): Bilingual {
  return value.numerator < 0n ? say`(${value})` : say`${value}`;
}
