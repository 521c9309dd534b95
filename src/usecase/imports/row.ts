import type { ReadCell } from '../../kernel/table.ts';

/** The columns that an import of answers reads; it passes over all others. */
export const IMPORT_COLUMNS = [
  'unit',
  'cycle',
  'indicator',
  'revision',
  'option',
  'value',
  'numerator',
  'denominator',
  'notApplicableReason',
  'narrative',
] as const;

export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** A row of a sheet by its number there, with the cells that hold something. */
export type SheetRow = Readonly<{ row: number; cells: Cells }>;

/** Without a column for narratives those that stand are kept; an empty cell in it takes them away. */
export type AnswerSheet = Readonly<{ rows: readonly SheetRow[]; hasNarratives: boolean }>;

export type Cells = ReadonlyMap<ImportColumn, ReadCell>;

/** What stands in a cell as trimmed text; null where there is nothing. */
export function textIn(cells: Cells, column: ImportColumn): string | null {
  const cell = cells.get(column);
  if (cell?.kind === 'NUMBER') return cell.decimal;
  return (cell?.kind === 'TEXT' && cell.text.trim()) || null;
}
