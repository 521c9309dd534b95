import { DecimalText } from '../../domain/event.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

type NumberProblem = 'NUMBER_UNREADABLE' | 'NUMBER_AMBIGUOUS';

/** One sign between digits that is a group mark as well as a decimal mark: `1.234`. A leading zero leads no group. */
const EITHER = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

const PLAIN = /^(-?\d+)(?:[.,](\d+))?$/;
const GROUPED_BY_POINTS = /^(-?[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/;
const GROUPED_BY_COMMAS = /^(-?[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/;

/**
 * A number as people write it, in Indonesian (`1.234,5`) or English (`1,234.5`), as exact decimal text. What could be read
 * in both ways is refused: taken wrongly it would be a thousand times too large.
 */
export function readNumber(written: string): Result<string, NumberProblem> {
  const text = written.trim();
  if (EITHER.test(text)) return err('NUMBER_AMBIGUOUS');
  const parts = PLAIN.exec(text) ?? GROUPED_BY_POINTS.exec(text) ?? GROUPED_BY_COMMAS.exec(text);
  if (!parts) return err('NUMBER_UNREADABLE');
  const [, whole = '', fraction] = parts;
  const digits = whole.replace(/[.,]/g, '');
  const decimal = fraction === undefined ? digits : `${digits}.${fraction}`;
  return DecimalText.safeParse(decimal).success ? ok(decimal) : err('NUMBER_UNREADABLE');
}
