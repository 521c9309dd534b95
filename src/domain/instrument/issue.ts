export type IssuePath = readonly (string | number)[];

export type EditionIssueCode =
  | 'MALFORMED'
  | 'TOO_MANY'
  | 'STAGES_OUT_OF_ORDER'
  | 'CODE_REPEATED'
  | 'PERIOD_UNKNOWN'
  | 'PERIOD_ASKS_NOTHING'
  | 'YEAR_RULE_MISFIT'
  | 'WEIGHTS_ADD_UP_TO_NOTHING'
  | 'RANGE_EMPTY'
  | 'FACTOR_NOT_POSITIVE'
  | 'INTERVAL_EMPTY'
  | 'INTERVALS_OVERLAP'
  | 'INTERVALS_LEAVE_A_GAP'
  | 'INTERVALS_LEAVE_THE_RANGE'
  | 'RULE_DOES_NOT_FIT_ANSWER'
  | 'OPTION_WITHOUT_POINTS'
  | 'OPTION_UNKNOWN'
  | 'LINE_WITHOUT_SLOPE'
  | 'POINTS_ABOVE_MAXIMUM'
  | 'MAXIMUM_OUT_OF_REACH'
  | 'PARTS_DO_NOT_ADD_UP'
  | 'NOTHING_TO_CHECK'
  | 'NO_REQUIRED_EVIDENCE'
  | 'EVIDENCE_UNKNOWN'
  | 'EVIDENCE_OF_ANOTHER_PERIOD'
  | 'TITLE_BLANK'
  | 'TITLE_REPEATED'
  | 'PREDICATE_UNKNOWN'
  | 'PERCENT_ABOVE_100';

/** One fault of an instrument file: where it is, which rule it breaks, and a sentence for whoever mends it. */
export type EditionIssue = Readonly<{ path: IssuePath; code: EditionIssueCode; message: string }>;

export function issue(path: IssuePath, code: EditionIssueCode, message: string): EditionIssue {
  return { path, code, message };
}

export function issueIf(condition: boolean, path: IssuePath, code: EditionIssueCode, message: string): EditionIssue[] {
  return condition ? [issue(path, code, message)] : [];
}

/** Every value that occurs again, named where it occurs again. */
export function repeats(values: readonly string[], path: (index: number) => IssuePath): EditionIssue[] {
  return values.flatMap((value, index) =>
    issueIf(values.indexOf(value) < index, path(index), 'CODE_REPEATED', `${value} is used more than once.`),
  );
}
