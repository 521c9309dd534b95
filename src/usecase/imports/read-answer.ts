import { DecimalText, text } from '../../domain/event.ts';
import { OptionCode } from '../../domain/instrument/index.ts';
import type { Answer, AnswerSpec } from '../../domain/instrument/index.ts';
import { equals, toRational } from '../../kernel/rational.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { RowProblemCode } from './problems.ts';
import { readNumber } from './read-number.ts';
import { textIn } from './row.ts';
import type { Cells, ImportColumn } from './row.ts';

/** What is wrong with a row, and in which of its columns; null: with the row as a whole. */
export type Misread = Readonly<{ column: ImportColumn | null; code: RowProblemCode }>;

/** The columns that state an answer, for each kind of question. */
const ASKED: Readonly<Record<AnswerSpec['kind'], readonly ImportColumn[]>> = {
  CHOICE: ['option'],
  NUMBER: ['value'],
  PERCENT: ['value'],
  POINTS: ['value'],
  RATIO: ['numerator', 'denominator'],
  COMPUTED: [],
};

const STATING = ['option', 'value', 'numerator', 'denominator', 'notApplicableReason'] as const;

const Reason = text(2000);

/**
 * Read beside the answer that stands: what an export wrote is what it was, also where people could mean something else,
 * and the same number is the same answer, however many zeros a spreadsheet leaves.
 */
export type Asked = Readonly<{ spec: AnswerSpec; standing: Answer | null }>;

/** Null where the row states nothing. */
export function readAnswer(cells: Cells, asked: Asked): Result<Answer | null, Misread> {
  const stated = STATING.filter((column) => textIn(cells, column) !== null);
  if (stated.length === 0) return ok(null);
  if (stated.includes('notApplicableReason')) return readReason(cells, stated);
  const wanted = ASKED[asked.spec.kind];
  const stray = stated.find((column) => !wanted.includes(column));
  if (stray) return misread(stray, asked.spec.kind === 'COMPUTED' ? 'ANSWER_COMPUTED' : 'COLUMN_NOT_ASKED');
  const lacking = wanted.find((column) => textIn(cells, column) === null);
  return lacking ? misread(lacking, 'ANSWER_MISSING') : readAsked(cells, asked);
}

function readReason(cells: Cells, stated: readonly ImportColumn[]): Result<Answer, Misread> {
  if (stated.length > 1) return misread('notApplicableReason', 'ANSWER_AMBIGUOUS');
  const reason = textIn(cells, 'notApplicableReason') ?? '';
  if (!Reason.safeParse(reason).success) return misread('notApplicableReason', 'TEXT_UNFIT');
  return ok({ kind: 'NOT_APPLICABLE', reason });
}

function readAsked(cells: Cells, { spec: { kind }, standing }: Asked): Result<Answer, Misread> {
  if (kind === 'CHOICE') return readOption(textIn(cells, 'option') ?? '');
  if (kind === 'RATIO') return readRatio(cells, standing);
  if (kind === 'COMPUTED') return misread(null, 'ANSWER_COMPUTED');
  const written = standing?.kind === kind ? standing.value : null;
  const value = decimalIn(cells, 'value', written);
  return value.ok ? ok({ kind, value: value.value }) : value;
}

function readOption(option: string): Result<Answer, Misread> {
  return OptionCode.safeParse(option).success ? ok({ kind: 'CHOICE', option }) : misread('option', 'OPTION_UNREADABLE');
}

function readRatio(cells: Cells, standing: Answer | null): Result<Answer, Misread> {
  const written = standing?.kind === 'RATIO' ? standing : null;
  const numerator = decimalIn(cells, 'numerator', written?.numerator ?? null);
  if (!numerator.ok) return numerator;
  const denominator = decimalIn(cells, 'denominator', written?.denominator ?? null);
  if (!denominator.ok) return denominator;
  return ok({ kind: 'RATIO', numerator: numerator.value, denominator: denominator.value });
}

function decimalIn(cells: Cells, column: ImportColumn, standing: string | null): Result<string, Misread> {
  const written = textIn(cells, column) ?? '';
  if (written === standing) return ok(standing);
  const number = cells.get(column)?.kind === 'NUMBER' ? stored(written) : readNumber(written);
  if (!number.ok) return misread(column, number.error);
  return standing !== null && equals(toRational(standing), toRational(number.value)) ? ok(standing) : number;
}

function stored(decimal: string): ReturnType<typeof readNumber> {
  return DecimalText.safeParse(decimal).success ? ok(decimal) : err('NUMBER_UNREADABLE');
}

export function misread(column: ImportColumn | null, code: RowProblemCode): Result<never, Misread> {
  return err({ column, code });
}
