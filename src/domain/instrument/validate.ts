import type { z } from 'zod';

import { ZERO, compare, rational, toRational } from '../../kernel/rational.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { Edition, REVIEW_STAGES } from './edition.ts';
import type { Indicator } from './edition.ts';
import { issue, issueIf, repeats } from './issue.ts';
import type { EditionIssue, IssuePath } from './issue.ts';
import { placedChecks } from './placed.ts';
import { evidenceIssues } from './validate-evidence.ts';
import { coverageIssues } from './validate-intervals.ts';
import { periodCodeIssues, periodIssues } from './validate-periods.ts';
import { ruleIssues } from './validate-rule.ts';

type Placed = Readonly<{ indicator: Indicator; path: IssuePath }>;

/**
 * An edition that can be published, or everything that is wrong with it. What is published MUST have passed here:
 * scoring takes for granted that bands cover every value, that maxima can be reached and that weights weigh.
 */
export function validateEdition(value: unknown): Result<Edition, readonly EditionIssue[]> {
  const parsed = Edition.safeParse(value);
  if (!parsed.success) return err(parsed.error.issues.map(malformed));
  const issues = meaningIssues(parsed.data);
  return issues.length > 0 ? err(issues) : ok(parsed.data);
}

function malformed({ path, message }: z.core.$ZodIssue): EditionIssue {
  const places = path.map((place) => (typeof place === 'symbol' ? String(place) : place));
  return issue(places, 'MALFORMED', message);
}

/** The faults of a well-formed edition. */
function meaningIssues(edition: Edition): readonly EditionIssue[] {
  const indicators = edition.dimensions.flatMap((dimension, at) =>
    dimension.indicators.map((indicator, index) => ({ indicator, path: ['dimensions', at, 'indicators', index] })),
  );
  const hundred = { from: ZERO, to: rational(100) };
  return [
    ...sizeIssues(indicators),
    ...stageIssues(edition),
    ...codeIssues(edition, indicators),
    ...coverageIssues(edition.predicates, hundred, ['predicates']),
    ...awardIssues(edition),
    ...periodIssues(edition),
    ...indicators.flatMap((placed) => indicatorIssues(placed, edition)),
  ];
}

/** What one event lists must fit one entry: the indicators of a report, the checks of a ruling. */
const MOST_INDICATORS = 500;
const MOST_CHECKS = 200;

function sizeIssues(indicators: readonly Placed[]): readonly EditionIssue[] {
  const crowded = indicators.filter(({ indicator, path }) => placedChecks(indicator, path).length > MOST_CHECKS);
  return [
    ...issueIf(
      indicators.length > MOST_INDICATORS,
      ['dimensions'],
      'TOO_MANY',
      `more than ${MOST_INDICATORS} indicators`,
    ),
    ...crowded.map(({ path }) => issue([...path, 'rule'], 'TOO_MANY', `more than ${MOST_CHECKS} checks`)),
  ];
}

/** A report walks its route once, upwards: a stage named twice or before a lower one would never let it go. */
function stageIssues({ stages }: Edition): readonly EditionIssue[] {
  return stages.flatMap(({ review }, index) => {
    const ordered = REVIEW_STAGES.filter((stage) => review.includes(stage));
    const path = ['stages', index, 'review'];
    const sentence = `must name each stage once, in the order ${REVIEW_STAGES.join(', ')}`;
    return issueIf(ordered.join() !== review.join(), path, 'STAGES_OUT_OF_ORDER', sentence);
  });
}

/** Codes are what events, bundles and spreadsheets cite, so within one edition none may mean two things. */
function codeIssues(edition: Edition, indicators: readonly Placed[]): readonly EditionIssue[] {
  const { periods, predicates, dimensions, stages } = edition;
  const evidence = indicators.flatMap(({ indicator, path }) =>
    indicator.evidence.map(({ code }, index) => ({ code, path: [...path, 'evidence', index, 'code'] })),
  );
  const checks = indicators.flatMap(({ indicator, path }) =>
    placedChecks(indicator, path).map(({ check, path: at }) => ({ code: check.code, path: [...at, 'code'] })),
  );
  return [
    ...repeats(periods.map(codeOf), (index) => ['periods', index, 'code']),
    ...repeats(predicates.map(codeOf), (index) => ['predicates', index, 'code']),
    ...repeats(dimensions.map(codeOf), (index) => ['dimensions', index, 'code']),
    ...repeats(
      stages.map(({ unit }) => unit),
      (index) => ['stages', index, 'unit'],
    ),
    ...placedRepeats(indicators.map(({ indicator, path }) => ({ code: indicator.code, path: [...path, 'code'] }))),
    ...placedRepeats(evidence),
    ...placedRepeats(checks),
  ];
}

function codeOf({ code }: Readonly<{ code: string }>): string {
  return code;
}

function placedRepeats(placed: readonly Readonly<{ code: string; path: IssuePath }>[]): readonly EditionIssue[] {
  return repeats(placed.map(codeOf), (index) => placed[index]?.path ?? []);
}

function awardIssues({ provinceAward, predicates }: Edition): readonly EditionIssue[] {
  if (!provinceAward) return [];
  const { predicate, moreThanPercent } = provinceAward;
  const known = predicates.some(({ code }) => code === predicate);
  const above = compare(toRational(moreThanPercent), rational(100)) > 0;
  return [
    ...issueIf(!known, ['provinceAward', 'predicate'], 'PREDICATE_UNKNOWN', `${predicate} is no predicate.`),
    ...issueIf(above, ['provinceAward', 'moreThanPercent'], 'PERCENT_ABOVE_100', 'A share is at most 100 percent.'),
  ];
}

function indicatorIssues({ indicator, path }: Placed, edition: Edition): readonly EditionIssue[] {
  const existing = edition.periods.map(codeOf);
  const periods = indicator.periods ?? existing;
  const targets = indicator.targets.map(({ period }) => period);
  return [
    ...periods.flatMap((period, index) =>
      issueIf(
        !existing.includes(period),
        [...path, 'periods', index],
        'PERIOD_UNKNOWN',
        `The edition has no period ${period}.`,
      ),
    ),
    ...repeats(periods, (index) => [...path, 'periods', index]),
    ...repeats(targets, (index) => [...path, 'targets', index, 'period']),
    ...repeats(indicator.mandates, (index) => [...path, 'mandates', index]),
    ...periodCodeIssues(indicator, periods, path),
    ...ruleIssues(indicator, path),
    ...evidenceIssues(indicator, periods, path),
  ];
}
