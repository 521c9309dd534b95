import type { ReadCell } from '../../kernel/table.ts';
import { SHEET_LIMITS } from '../sheet.ts';
import type { ReadRow } from '../sheet.ts';
import { readCell } from './cell.ts';
import type { CellSources } from './cell.ts';
import type { Package } from './package.ts';
import { joined } from './strings.ts';
import { Unreadable } from './unreadable.ts';
import { readXml } from './xml.ts';
import type { Attributes } from './xml.ts';

const REFERENCE = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

type Open = { type: string; style: number; text: string; computed: boolean; column: number };

/** The rows of a sheet that hold something, in order. */
export async function readWorksheet(
  workbook: Package,
  path: string,
  sources: CellSources,
): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  let row = 0;
  let cells = new Map<number, ReadCell>();
  let cell: Open | null = null;
  let column = -1;
  let within = false;
  await readXml(workbook, path, {
    open: (name, attributes) => {
      within = name === 'v' || name === 't';
      if (name === 'row') {
        row = nextRow(attributes, row);
        cells = new Map();
        column = -1;
      }
      if (name === 'c') {
        column = nextColumn(attributes, column);
        cell = { ...openCell(attributes), column };
      }
      if (name === 'f' && cell) cell.computed = true;
    },
    text: (piece) => {
      if (within && cell) cell.text = joined(cell.text, piece, row);
    },
    close: (name) => {
      within = false;
      if (name === 'c' && cell) {
        keep(cells, cell, readCell(cell, sources), row);
        cell = null;
      }
      if (name === 'row' && cells.size > 0) rows.push({ row, cells });
      // One more than that: the row of codes.
      if (rows.length > SHEET_LIMITS.rows + 1) throw new Unreadable('TOO_MANY_ROWS', { row });
    },
  });
  return rows;
}

/** Rows and cells may leave out where they are: then they follow the one before. */
function nextRow({ r: said }: Attributes, before: number): number {
  const row = said === undefined ? before + 1 : Number(said);
  if (!Number.isSafeInteger(row) || row <= before) throw new Unreadable('WORKBOOK_MALFORMED');
  return row;
}

function nextColumn({ r: reference }: Attributes, before: number): number {
  if (reference === undefined) return before + 1;
  const letters = REFERENCE.exec(reference)?.[1];
  if (letters === undefined) throw new Unreadable('WORKBOOK_MALFORMED');
  const column = Array.from(letters).reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column <= before) throw new Unreadable('WORKBOOK_MALFORMED');
  return column;
}

function openCell({ t: type = 'n', s: style = '0' }: Attributes): Omit<Open, 'column'> {
  return { type, style: Number(style), text: '', computed: false };
}

function keep(cells: Map<number, ReadCell>, { column }: Open, cell: ReadCell | null, row: number): void {
  if (!cell) return;
  if (column >= SHEET_LIMITS.columns) throw new Unreadable('TOO_MANY_COLUMNS', { row });
  cells.set(column, cell);
}
