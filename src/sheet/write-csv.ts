import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify/sync';

import type { Cell, Table } from '../kernel/table.ts';
import { neutralised } from './formula.ts';

/** Without it Excel takes UTF-8 for the code page of its country. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** Rows that are written at once: as many as make one piece of some kilobytes. */
const ROWS_AT_ONCE = 50;

/** RFC 4180. What another separator or a bare line break would split is quoted as well. */
const FORM = { record_delimiter: '\r\n', quoted_match: /[;\t\r\n]/ };

/** The table as CSV in UTF-8, headed by the codes of its columns. No row is asked for before there is room for it. */
export function csvOf(table: Table): Readable {
  return Readable.from(piecesOf(table), { objectMode: false });
}

async function* piecesOf({ columns, rows }: Table): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + stringify([columns.map(({ code }) => code)], FORM);
  let waiting: (readonly string[])[] = [];
  for await (const row of rows) {
    waiting.push(row.map(written));
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield stringify(waiting, FORM);
    waiting = [];
  }
  if (waiting.length > 0) yield stringify(waiting, FORM);
}

/** Numbers of ours cannot be formulas, whatever their sign; everything else can. */
function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return neutralised(cell);
  return typeof cell === 'number' ? String(cell) : cell.decimal;
}
