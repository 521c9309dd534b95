import type { Bilingual } from './locale.ts';

/** Something to be written into a cell: what people wrote, a number of ours as exact text, or nothing. */
export type Cell = string | number | Readonly<{ decimal: string }> | null;

/** A column by its stable code, which heads it, and what it means in words. */
export type Column = Readonly<{ code: string; title: Bilingual }>;

/** Rows that are asked for one after the other: there may be more of them than fit into memory. */
export type Table = Readonly<{ name: string; columns: readonly Column[]; rows: AsyncIterable<readonly Cell[]> }>;

/**
 * What was read from a cell that is not empty. Numbers of a workbook come as exact text of what is stored; what is
 * computed, dated, shown in percent or broken is named and not guessed at.
 */
export type ReadCell =
  | Readonly<{ kind: 'TEXT'; text: string }>
  | Readonly<{ kind: 'NUMBER'; decimal: string }>
  | Readonly<{ kind: 'FORMULA' | 'DATE' | 'PERCENT' | 'ERROR' }>;
