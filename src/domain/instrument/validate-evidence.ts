import type { EvidenceRequirement, Indicator } from './edition.ts';
import { issue, issueIf } from './issue.ts';
import type { EditionIssue, IssuePath } from './issue.ts';
import { placedChecks, placedRules } from './placed.ts';
import type { PlacedCheck, PlacedRule } from './placed.ts';
import type { Check } from './rule.ts';

/** The faults of the documents an indicator asks for and of the checks that are made on them, in the periods it is asked. */
export function evidenceIssues(
  indicator: Indicator,
  periods: readonly string[],
  path: IssuePath,
): readonly EditionIssue[] {
  return [
    ...titleIssues(indicator.evidence, [...path, 'evidence']),
    ...placedChecks(indicator, path).flatMap((placed) => checkIssues(placed, indicator.evidence)),
    ...placedRules(indicator, path).flatMap((placed) =>
      periods.flatMap((period) => emptinessIssues(placed, indicator.evidence, period)),
    ),
  ];
}

/** People choose a document's place by its title, so no two places of one period may be called alike. */
function titleIssues(evidence: readonly EvidenceRequirement[], path: IssuePath): readonly EditionIssue[] {
  const names = evidence.map(({ title, period }) => JSON.stringify([period, title.id.trim()]));
  return evidence.flatMap(({ title }, index) => {
    const at = [...path, index, 'title'];
    const blank = title.id.trim() === '' || title.en.trim() === '';
    const repeated = names.indexOf(names[index] ?? '') < index;
    return [
      ...issueIf(blank, at, 'TITLE_BLANK', 'The title of the evidence is blank.'),
      ...issueIf(repeated, at, 'TITLE_REPEATED', 'Another evidence of the same period has this title.'),
    ];
  });
}

function checkIssues({ check, path }: PlacedCheck, evidence: readonly EvidenceRequirement[]): readonly EditionIssue[] {
  const bound = evidence.find(({ code }) => code === check.evidence);
  const at = [...path, 'evidence'];
  if (!bound) return [issue(at, 'EVIDENCE_UNKNOWN', `${check.evidence} is no evidence of this indicator.`)];
  const shared = bound.period === null || bound.period === check.period;
  return issueIf(!shared, at, 'EVIDENCE_OF_ANOTHER_PERIOD', `${bound.code} is not asked whenever ${check.code} is.`);
}

/** A share of nothing has no value: what a rule counts must exist in every period the indicator is asked in. */
function emptinessIssues(
  { rule, path }: PlacedRule,
  evidence: readonly EvidenceRequirement[],
  period: string,
): readonly EditionIssue[] {
  if (rule.kind === 'CHECKS') {
    const none = !rule.checks.some((check) => isAsked(check, period));
    return issueIf(none, path, 'NOTHING_TO_CHECK', `No check is asked in period ${period}.`);
  }
  if (rule.kind !== 'EVIDENCE') return [];
  const none = !evidence.some((one) => one.required && isAsked(one, period));
  return issueIf(none, path, 'NO_REQUIRED_EVIDENCE', `No evidence is required in period ${period}.`);
}

function isAsked({ period }: Pick<Check, 'period'>, asked: string): boolean {
  return period === null || period === asked;
}
