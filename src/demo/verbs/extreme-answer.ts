import type { Answer, AnswerSpec, Band, PaperIndicator, SimpleRule } from '../../domain/instrument/index.ts';
import { compare, divide, multiply, toDecimal, toRational } from '../../kernel/rational.ts';

/** Which end of what can be answered: what earns all points, or what earns none. */
export type Extreme = 'BEST' | 'WORST';

/** Of how many a rate is told: about as many children as are born in such a place in a year. */
const DENOMINATOR = '10000';

/** The answer that earns everything, or nothing, by the indicator's own rule. */
export function extremeAnswer({ code, answer, rule }: PaperIndicator, extreme: Extreme): Answer {
  const simple = rule.kind === 'PARTS' ? rule.parts.map((part) => part.rule).find(isOfValue) : rule;
  const found = simple && extremeOf(simple, answer, extreme);
  if (!found) throw new Error(`the stories cannot answer ${code}`);
  return found;
}

function isOfValue({ kind }: SimpleRule): boolean {
  return kind !== 'CHECKS' && kind !== 'EVIDENCE';
}

function extremeOf(rule: SimpleRule, spec: AnswerSpec, extreme: Extreme): Answer | null {
  switch (rule.kind) {
    case 'OPTIONS':
      return { kind: 'CHOICE', option: farthest(Object.entries(rule.points), ([, points]) => points, extreme)[0] };
    case 'LINEAR':
      return valued(extreme === 'BEST' ? rule.to : rule.from, spec);
    case 'BANDS':
      return valued(inside(farthest(rule.bands, ({ points }) => points, extreme)), spec);
    case 'POINTS':
    case 'CHECKS':
    case 'EVIDENCE':
      return null;
  }
}

function farthest<Item>(items: readonly Item[], pointsOf: (item: Item) => string, extreme: Extreme): Item {
  const sign = extreme === 'BEST' ? 1 : -1;
  return items.reduce((held, item) =>
    sign * compare(toRational(pointsOf(item)), toRational(pointsOf(held))) > 0 ? item : held,
  );
}

/** A value of the band: an edge that belongs to it, or one beyond the edge that does not. */
function inside({ from, to, fromOpen, toOpen }: Band): string {
  if (from !== null && !fromOpen) return from;
  if (to !== null && !toOpen) return to;
  return String(Number(from ?? '0') + 1);
}

function valued(value: string, spec: AnswerSpec): Answer | null {
  switch (spec.kind) {
    case 'NUMBER':
      return { kind: 'NUMBER', value };
    case 'PERCENT':
      return { kind: 'PERCENT', value };
    case 'RATIO':
      return { kind: 'RATIO', numerator: numeratorFor(value, spec.factor), denominator: DENOMINATOR };
    case 'CHOICE':
    case 'POINTS':
    case 'COMPUTED':
      return null;
  }
}

function numeratorFor(rate: string, factor: string): string {
  return toDecimal(divide(multiply(toRational(rate), toRational(DENOMINATOR)), toRational(factor)), 0);
}
