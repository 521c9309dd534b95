import type { Bilingual } from '../../kernel/locale.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { ReadCell } from '../../kernel/table.ts';
import { IMPORT_COLUMNS } from './row.ts';
import type { AnswerSheet, ImportColumn, SheetRow } from './row.ts';

export const columnFaults = {
  COLUMN_MISSING: {
    id: 'Baris pertama harus memuat kode kolom; kolom ini tidak ada.',
    en: 'The first row must hold the codes of the columns; this one is missing.',
  },
  COLUMN_REPEATED: { id: 'Kolom ini ada dua kali.', en: 'This column is there twice.' },
} as const satisfies Record<string, Bilingual>;

export type ColumnFault = Readonly<{ code: keyof typeof columnFaults; column: string }>;

type Grid = Readonly<{
  header: readonly string[];
  rows: readonly Readonly<{ row: number; cells: ReadonlyMap<number, ReadCell> }>[];
}>;

/** What the API calls the revision that an answer has on the screen. */
const OTHER_NAMES: Readonly<Record<string, string>> = { expectedrevision: 'revision' };

/** A sheet by the codes of its columns, which stand in any order and in capitals or not. */
export function sheetByColumn({ header, rows }: Grid): Result<AnswerSheet, ColumnFault> {
  const places = new Map<number, ImportColumn>();
  for (const [place, name] of header.entries()) {
    const column = columnCalled(name);
    if (!column) continue;
    if ([...places.values()].includes(column)) return err({ code: 'COLUMN_REPEATED', column });
    places.set(place, column);
  }
  const columns = [...places.values()];
  if (!columns.includes('indicator')) return err({ code: 'COLUMN_MISSING', column: 'indicator' });
  const found = rows.map(({ row, cells }) => ({ row, cells: named(cells, places) }));
  return ok({ rows: found, hasNarratives: columns.includes('narrative') });
}

function columnCalled(name: string): ImportColumn | undefined {
  const plain = name.toLowerCase();
  const code = Object.hasOwn(OTHER_NAMES, plain) ? OTHER_NAMES[plain] : plain;
  return IMPORT_COLUMNS.find((column) => column.toLowerCase() === code);
}

function named(cells: ReadonlyMap<number, ReadCell>, places: ReadonlyMap<number, ImportColumn>): SheetRow['cells'] {
  const found = [...cells].flatMap(([place, cell]) => {
    const column = places.get(place);
    return column ? [[column, cell] as const] : [];
  });
  return new Map(found);
}
