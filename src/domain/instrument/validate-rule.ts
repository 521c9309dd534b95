import type { Rational } from '../../kernel/rational.ts';
import { ZERO, compare, equals, rational, sum, toExact, toRational } from '../../kernel/rational.ts';
import type { AnswerSpec, Indicator } from './edition.ts';
import { issue, issueIf, repeats } from './issue.ts';
import type { EditionIssue, IssuePath } from './issue.ts';
import type { RulePart, SimpleRule } from './rule.ts';
import { coverageIssues } from './validate-intervals.ts';
import type { Range } from './validate-intervals.ts';

/** What a rule is judged against: the answer it scores and the most it may give. */
type Frame = Readonly<{ answer: AnswerSpec; maximum: Rational; path: IssuePath }>;

const MEASURED: readonly AnswerSpec['kind'][] = ['NUMBER', 'RATIO', 'PERCENT', 'COMPUTED'];

/** Kinds of answer a rule can score; a rule that is not listed looks at evidence or checks and fits every answer. */
const FITS: Readonly<Partial<Record<SimpleRule['kind'], readonly AnswerSpec['kind'][]>>> = {
  OPTIONS: ['CHOICE'],
  BANDS: MEASURED,
  LINEAR: MEASURED,
  POINTS: ['POINTS'],
};

/** The faults of what an indicator asks for and of how it turns the answer into points. */
export function ruleIssues(indicator: Indicator, path: IssuePath): readonly EditionIssue[] {
  const { answer, rule } = indicator;
  const maximum = toRational(indicator.maximum);
  const frame = { answer, maximum, path: [...path, 'rule'] };
  return [
    ...answerIssues(answer, [...path, 'answer']),
    ...issueIf(equals(maximum, ZERO), [...path, 'maximum'], 'MAXIMUM_OUT_OF_REACH', 'The maximum is 0.'),
    ...(rule.kind === 'PARTS' ? partsIssues(rule.parts, frame) : simpleRuleIssues(rule, frame)),
  ];
}

function answerIssues(answer: AnswerSpec, path: IssuePath): readonly EditionIssue[] {
  if (answer.kind === 'CHOICE') {
    const codes = answer.options.map(({ code }) => code);
    return repeats(codes, (index) => [...path, 'options', index, 'code']);
  }
  if (answer.kind === 'NUMBER') {
    const empty = answer.to !== null && compare(toRational(answer.from), toRational(answer.to)) >= 0;
    return issueIf(empty, path, 'RANGE_EMPTY', `The range from ${answer.from} to ${answer.to} holds no values.`);
  }
  if (answer.kind !== 'RATIO') return [];
  const positive = compare(toRational(answer.factor), ZERO) > 0;
  return issueIf(!positive, [...path, 'factor'], 'FACTOR_NOT_POSITIVE', 'The factor of a ratio must be above 0.');
}

function partsIssues(parts: readonly RulePart[], { answer, maximum, path }: Frame): readonly EditionIssue[] {
  const at = [...path, 'parts'];
  const total = sum(parts.map(({ weight }) => toRational(weight)));
  const message = `The weights of the parts add up to ${toExact(total)}, the maximum is ${toExact(maximum)}.`;
  const inner = parts.flatMap(({ rule, weight }, index) =>
    simpleRuleIssues(rule, { answer, maximum: toRational(weight), path: [...at, index, 'rule'] }),
  );
  const codes = parts.map(({ code }) => code);
  return [
    ...repeats(codes, (index) => [...at, index, 'code']),
    ...issueIf(!equals(total, maximum), at, 'PARTS_DO_NOT_ADD_UP', message),
    ...inner,
  ];
}

function simpleRuleIssues(rule: SimpleRule, frame: Frame): readonly EditionIssue[] {
  const { answer, path } = frame;
  if (FITS[rule.kind]?.includes(answer.kind) === false) {
    return [issue(path, 'RULE_DOES_NOT_FIT_ANSWER', `A ${rule.kind} rule cannot score a ${answer.kind} answer.`)];
  }
  if (rule.kind === 'OPTIONS') return optionsIssues(rule, frame);
  if (rule.kind === 'BANDS') return bandsIssues(rule, frame);
  if (rule.kind !== 'LINEAR') return [];
  const flat = equals(toRational(rule.from), toRational(rule.to));
  return issueIf(flat, path, 'LINE_WITHOUT_SLOPE', 'The line begins and ends at the same value.');
}

function optionsIssues(rule: Extract<SimpleRule, { kind: 'OPTIONS' }>, frame: Frame): readonly EditionIssue[] {
  const options = frame.answer.kind === 'CHOICE' ? frame.answer.options.map(({ code }) => code) : [];
  const path = [...frame.path, 'points'];
  const missing = options.filter((code) => rule.points[code] === undefined);
  const unknown = Object.keys(rule.points).filter((code) => !options.includes(code));
  const given = Object.entries(rule.points).map(([code, points]) => ({ points, path: [...path, code] }));
  return [
    ...missing.map((code) => issue(path, 'OPTION_WITHOUT_POINTS', `Option ${code} has no points.`)),
    ...unknown.map((code) => issue([...path, code], 'OPTION_UNKNOWN', `${code} is not an option of the answer.`)),
    ...reachIssues(given, frame.maximum, path),
  ];
}

function bandsIssues({ bands }: Extract<SimpleRule, { kind: 'BANDS' }>, frame: Frame): readonly EditionIssue[] {
  const path = [...frame.path, 'bands'];
  const given = bands.map(({ points }, index) => ({ points, path: [...path, index, 'points'] }));
  return [...coverageIssues(bands, rangeOf(frame.answer), path), ...reachIssues(given, frame.maximum, path)];
}

/** Nothing may earn more than the maximum, and something MUST earn it: otherwise a full share could not be had. */
function reachIssues(
  given: readonly Readonly<{ points: string; path: IssuePath }>[],
  maximum: Rational,
  path: IssuePath,
): readonly EditionIssue[] {
  const above = given.filter(({ points }) => compare(toRational(points), maximum) > 0);
  const reached = given.some(({ points }) => compare(toRational(points), maximum) >= 0);
  const most = toExact(maximum);
  return [
    ...above.map((one) => issue(one.path, 'POINTS_ABOVE_MAXIMUM', `${one.points} points are more than ${most}.`)),
    ...issueIf(!reached, path, 'MAXIMUM_OUT_OF_REACH', `Nothing earns the maximum of ${most}.`),
  ];
}

/** The values a measured answer can take; what is counted or divided never falls below 0. */
function rangeOf(answer: AnswerSpec): Range {
  if (answer.kind === 'PERCENT') return { from: ZERO, to: rational(100) };
  if (answer.kind !== 'NUMBER') return { from: ZERO, to: null };
  return { from: toRational(answer.from), to: answer.to === null ? null : toRational(answer.to) };
}
