import type { Dimension, Edition, EvidenceRequirement, Indicator } from './edition.ts';
import type { Check, Rule } from './rule.ts';

/** An indicator as one period asks it: only that period's evidence and checks. */
export type PaperIndicator = Indicator & Readonly<{ dimension: string }>;

/**
 * The question paper of one period of an edition: the indicators, evidence and checks that are asked in it. What is
 * scored, reviewed and answered is a paper, never the whole edition.
 */
export type Paper = Readonly<{
  edition: Edition;
  period: string;
  dimensions: readonly (Omit<Dimension, 'indicators'> & Readonly<{ indicators: readonly PaperIndicator[] }>)[];
  indicators: ReadonlyMap<string, PaperIndicator>;
}>;

export function paperOf(edition: Edition, period: string): Paper {
  const dimensions = edition.dimensions
    .map((dimension) => ({
      ...dimension,
      indicators: dimension.indicators
        .filter(({ periods }) => periods === null || periods.includes(period))
        .map((indicator) => forPeriod(indicator, dimension.code, period)),
    }))
    .filter(({ indicators }) => indicators.length > 0);
  const indicators = dimensions.flatMap((dimension) => dimension.indicators);
  return { edition, period, dimensions, indicators: new Map(indicators.map((one) => [one.code, one])) };
}

/** The checks that the rule of an indicator asks, its own or those of its parts. */
export function checksOf(rule: Rule): readonly Check[] {
  if (rule.kind === 'CHECKS') return rule.checks;
  return rule.kind === 'PARTS' ? rule.parts.flatMap((part) => checksOf(part.rule)) : [];
}

function forPeriod(indicator: Indicator, dimension: string, period: string): PaperIndicator {
  return {
    ...indicator,
    dimension,
    evidence: indicator.evidence.filter((one) => asked(one, period)),
    rule: ruleForPeriod(indicator.rule, period),
  };
}

function ruleForPeriod<Kind extends Rule>(rule: Kind, period: string): Kind {
  if (rule.kind === 'CHECKS') return { ...rule, checks: rule.checks.filter((one) => asked(one, period)) };
  if (rule.kind !== 'PARTS') return rule;
  return { ...rule, parts: rule.parts.map((part) => ({ ...part, rule: ruleForPeriod(part.rule, period) })) };
}

function asked(item: EvidenceRequirement | Check, period: string): boolean {
  return item.period === null || item.period === period;
}
