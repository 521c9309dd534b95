import { ZERO, equals, sum, toRational } from '../../kernel/rational.ts';
import type { Edition, Indicator } from './edition.ts';
import { issue, issueIf } from './issue.ts';
import type { EditionIssue, IssuePath } from './issue.ts';
import { paperOf } from './paper.ts';
import { placedChecks } from './placed.ts';

/** The faults of an edition as a year of papers: each period asks something, and what it asks has weight. */
export function periodIssues(edition: Edition): readonly EditionIssue[] {
  const single = edition.aggregation.year === 'SINGLE_PERIOD';
  return [
    ...issueIf(
      single && edition.periods.length > 1,
      ['aggregation', 'year'],
      'YEAR_RULE_MISFIT',
      'The year is said to be a single period, but there are several.',
    ),
    ...edition.periods.flatMap(({ code }, index) => paperIssues(edition, code, ['periods', index])),
  ];
}

/** The faults of the period codes inside one indicator; `periods` are those in which it is asked. */
export function periodCodeIssues(
  indicator: Indicator,
  periods: readonly string[],
  path: IssuePath,
): readonly EditionIssue[] {
  const { evidence, targets } = indicator;
  const used = [
    ...evidence.map(({ period }, index) => ({ period, at: [...path, 'evidence', index, 'period'] })),
    ...targets.map(({ period }, index) => ({ period, at: [...path, 'targets', index, 'period'] })),
    ...placedChecks(indicator, path).map(({ check, path: at }) => ({ period: check.period, at: [...at, 'period'] })),
  ];
  return used.flatMap(({ period, at }) =>
    period === null || periods.includes(period)
      ? []
      : [issue(at, 'PERIOD_UNKNOWN', `The indicator is not asked in period ${period}.`)],
  );
}

function paperIssues(edition: Edition, period: string, path: IssuePath): readonly EditionIssue[] {
  const { dimensions } = paperOf(edition, period);
  const light = dimensions.filter(({ indicators }) => addsUpToNothing(indicators));
  const nothing = dimensions.length === 0;
  return [
    ...issueIf(nothing, path, 'PERIOD_ASKS_NOTHING', `No indicator is asked in period ${period}.`),
    ...issueIf(
      !nothing && addsUpToNothing(dimensions),
      path,
      'WEIGHTS_ADD_UP_TO_NOTHING',
      `The dimensions asked in period ${period} have no weight.`,
    ),
    ...light.map(({ code }) =>
      issue(path, 'WEIGHTS_ADD_UP_TO_NOTHING', `The indicators of ${code} have no weight in period ${period}.`),
    ),
  ];
}

function addsUpToNothing(weighted: readonly Readonly<{ weight: string }>[]): boolean {
  return equals(sum(weighted.map(({ weight }) => toRational(weight))), ZERO);
}
