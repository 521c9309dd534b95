import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Cell, ReadCell } from '../../../src/kernel/table.ts';
import { readSheet } from '../../../src/sheet/read-sheet.ts';
import { csvOf } from '../../../src/sheet/write-csv.ts';
import { xlsxOf } from '../../../src/sheet/xlsx/write-xlsx.ts';
import { bytesOf, tableOf } from '../../support/tables.ts';

const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('=1+1', '-5', "'=x", '_x0041_', 'a\r\nb', 'a;=1', '"', '<&>', ',', '\t@x', 'é𝒳'),
  )
  .map((text) => text.toWellFormed().replaceAll('\0', ''))
  .filter((text) => text.trim() !== '');
const decimal = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 1, max: 99 }));
const number = decimal.map(([whole, part]) => ({ decimal: `${whole}.${part}` }));
const cell: fc.Arbitrary<Cell> = fc.oneof(words, number, fc.nat(), fc.constant(null));
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });

/** Rows by number as they are read: without what is empty. */
function expected(given: readonly (readonly Cell[])[], read: (cell: NonNullable<Cell>) => ReadCell): unknown {
  return given
    .map((row, index) => ({
      row: index + 2,
      cells: new Map(row.flatMap((one, column) => (one === null ? [] : [[column, read(one)] as const]))),
    }))
    .filter(({ cells }) => cells.size > 0);
}

function written(one: NonNullable<Cell>): string {
  return typeof one === 'object' ? one.decimal : String(one);
}

describe('A table', () => {
  it('comes back from CSV as it was, all of it text', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const read = await readSheet(await bytesOf(csvOf(tableOf(given))));

        const text = expected(given, (one) => ({ kind: 'TEXT', text: written(one) }));
        expect(read).toEqual({ ok: true, value: { header: ['a', 'b', 'c'], rows: text } });
      }),
    );
  });

  it('comes back from XLSX as it was, numbers as numbers', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const read = await readSheet(await bytesOf(xlsxOf(tableOf(given))));

        const typed = expected(given, (one) =>
          typeof one === 'string'
            ? { kind: 'TEXT', text: one }
            : { kind: 'NUMBER', decimal: String(Number(written(one))) },
        );
        expect(read).toEqual({ ok: true, value: { header: ['a', 'b', 'c'], rows: typed } });
      }),
    );
  });
});
