import type { ReadCell } from '../../kernel/table.ts';
import { SHEET_LIMITS } from '../sheet.ts';
import type { Shown } from './styles.ts';
import { Unreadable } from './unreadable.ts';
import { unescaped } from './xml-text.ts';

/** A cell as the XML of a sheet holds it. `text`: of its value or of the string within it. */
export type RawCell = Readonly<{ type: string; style: number; text: string; computed: boolean }>;

/** What the cells of a sheet refer to by number. */
export type CellSources = Readonly<{ strings: readonly string[]; styles: readonly Shown[] }>;

/** Digits that Excel shows; what is stored beyond them is noise of binary fractions. */
const SHOWN_DIGITS = 15;

/** The cell as it is meant; null where it is empty (ECMA-376 §18.3.1.4). */
export function readCell({ type, style, text, computed }: RawCell, { strings, styles }: CellSources): ReadCell | null {
  if (computed) return { kind: 'FORMULA' };
  if (text === '') return null;
  switch (type) {
    case 's':
      return words(strings[Number(text)]);
    case 'inlineStr':
    case 'str':
      return words(unescaped(text));
    case 'b':
      return words(text === '1' ? 'TRUE' : 'FALSE');
    case 'e':
      return { kind: 'ERROR' };
    case 'd':
      return { kind: 'DATE' };
    case 'n':
      return numeric(text, styles[style] ?? 'PLAIN');
    default:
      throw new Unreadable('WORKBOOK_MALFORMED');
  }
}

function words(text: string | undefined): ReadCell | null {
  if (text === undefined) throw new Unreadable('WORKBOOK_MALFORMED');
  if (text.length > SHEET_LIMITS.characters) throw new Unreadable('CELL_TOO_LONG');
  return text.trim() === '' ? null : { kind: 'TEXT', text };
}

function numeric(text: string, shown: Shown): ReadCell {
  const number = Number(Number(text).toPrecision(SHOWN_DIGITS));
  if (!Number.isFinite(number)) throw new Unreadable('WORKBOOK_MALFORMED');
  if (shown !== 'PLAIN') return { kind: shown };
  const decimal = String(number);
  // Beyond what digits alone can write it is nothing that anybody counted.
  return decimal.includes('e') ? { kind: 'TEXT', text: decimal } : { kind: 'NUMBER', decimal };
}
