import { CsvError, parse } from 'csv-parse/sync';

import { ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { ReadCell } from '../kernel/table.ts';
import { faulty } from './fault.ts';
import type { SheetFault } from './fault.ts';
import { asMeant } from './formula.ts';
import { SHEET_LIMITS } from './sheet.ts';
import type { ReadRow, ReadSheet } from './sheet.ts';

/** More than any row that keeps to the other bounds and says something. */
const RECORD_CHARACTERS = 1_048_576;

/** CSV in UTF-8 with commas or semicolons between its cells, whichever its first line has more of. */
export function readCsv(bytes: Buffer): Result<ReadSheet, SheetFault> {
  const text = decoded(bytes);
  if (text === null) return faulty('NOT_UTF8');
  const records = recordsOf(text);
  if (!records.ok) return records;
  const [header = [], ...rest] = records.value;
  if (rest.length > SHEET_LIMITS.rows) return faulty('TOO_MANY_ROWS', { row: SHEET_LIMITS.rows + 2 });
  const fault = records.value.map(recordFault).find((found) => found !== null);
  if (fault) return { ok: false, error: fault };
  const rows = rest.map((record, index) => ({ row: index + 2, cells: cellsOf(record) }));
  return ok({ header: header.map((cell) => cell.trim()), rows: rows.filter(holdsSomething) });
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function recordsOf(text: string): Result<readonly (readonly string[])[], SheetFault> {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: RECORD_CHARACTERS,
      // One beyond the bound, so that it is noticed.
      to: SHEET_LIMITS.rows + 2,
    });
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return faulty(error.code === 'CSV_MAX_RECORD_SIZE' ? 'CELL_TOO_LONG' : 'CSV_MALFORMED', { row: rowOf(error) });
  }
}

/** The record that could not be read is the one after those that were. */
function rowOf({ records }: CsvError & Readonly<{ records?: unknown }>): number {
  return typeof records === 'number' ? records + 1 : 1;
}

/** The header holds codes, which have neither. */
function delimiterOf(text: string): ',' | ';' {
  const [line = ''] = text.slice(0, RECORD_CHARACTERS).split(/[\r\n]/, 1);
  return line.split(';').length > line.split(',').length ? ';' : ',';
}

function recordFault(record: readonly string[], index: number): SheetFault | null {
  const row = index + 1;
  if (record.length > SHEET_LIMITS.columns) return { code: 'TOO_MANY_COLUMNS', row };
  return record.some((cell) => cell.length > SHEET_LIMITS.characters) ? { code: 'CELL_TOO_LONG', row } : null;
}

function cellsOf(record: readonly string[]): ReadonlyMap<number, ReadCell> {
  const cells = record.map((text, column) => [column, { kind: 'TEXT', text: asMeant(text) }] as const);
  return new Map(cells.filter(([, { text }]) => text.trim() !== ''));
}

export function holdsSomething({ cells }: ReadRow): boolean {
  return cells.size > 0;
}
