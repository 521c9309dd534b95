import type { ReadCell } from '../kernel/table.ts';

/** A row by its number as the spreadsheet shows it, with its cells by the place of their column. */
export type ReadRow = Readonly<{ row: number; cells: ReadonlyMap<number, ReadCell> }>;

/** The first sheet of a file: the texts of its first row, and the rows below that hold something. */
export type ReadSheet = Readonly<{ header: readonly string[]; rows: readonly ReadRow[] }>;

/** How much of a file of unknown origin is read. */
export const SHEET_LIMITS = {
  /** The largest edition asks some hundreds of indicators. */
  rows: 10_000,
  columns: 100,
  /** As many as a cell of Excel holds. */
  characters: 32_767,
  /** Of what a workbook unpacks to: its first sheet and the texts of all. */
  partBytes: 16 * 1024 * 1024,
  /** Sheets are repetitive; what shrinks further than this is made to. */
  ratio: 200,
  /** Files in a workbook. */
  parts: 500,
} as const;
