import { describe, expect, it } from 'vitest';

import { readSheet } from '../../../src/sheet/read-sheet.ts';
import { columnName } from '../../../src/sheet/xlsx/row.ts';
import { xlsxOf } from '../../../src/sheet/xlsx/write-xlsx.ts';
import { bytesOf, tableOf } from '../../support/tables.ts';

async function firstCell(cell: string | Readonly<{ decimal: string }>): Promise<unknown> {
  const sheet = await readSheet(await bytesOf(xlsxOf(tableOf([[cell]], 1))));
  return sheet.ok ? sheet.value.rows[0]?.cells.get(0) : sheet.error;
}

describe('A workbook', () => {
  it('names its columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });

  it('says where it cut what no cell has room for', async () => {
    const cell = await firstCell('x'.repeat(40_000));

    expect(cell).toHaveProperty('text.length', 32_767);
    expect(cell).toHaveProperty('text', expect.stringMatching(/x… \[cut at 32,767 characters.*\]$/));
  });

  it('writes a number as text that a spreadsheet would round', async () => {
    expect(await firstCell({ decimal: '1234567890.123456' })).toEqual({ kind: 'TEXT', text: '1234567890.123456' });
  });

  it('is the same bytes for the same rows', async () => {
    const [one, two] = await Promise.all([bytesOf(xlsxOf(tableOf([['x']]))), bytesOf(xlsxOf(tableOf([['x']])))]);

    expect(one.equals(two)).toBe(true);
  });

  it('goes on with further sheets where one is full', async () => {
    const rows = ['1', '2', '3', '4', '5'].map((text) => [text]);
    const bytes = await bytesOf(xlsxOf(tableOf(rows, 1), 3));
    const first = await readSheet(bytes);

    expect(first.ok && first.value.rows.map(({ row }) => row)).toEqual([2, 3]);
    const sheets = bytes.toString('latin1').match(/xl\/worksheets\/sheet\d\.xml/g);
    expect(new Set(sheets).size).toBe(4);
  });

  it('asks for no row before there is room for it, and lets go of them when nobody takes it', async () => {
    let asked = 0;
    let ended = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- rows as a database would bring them
    async function* endless(): AsyncGenerator<readonly string[]> {
      try {
        for (;;) yield [`${(asked += 1)} ${Math.sqrt(asked)}`];
      } finally {
        ended = true;
      }
    }
    const workbook = xlsxOf({ ...tableOf([]), rows: endless() });

    for await (const piece of workbook) if (String(piece).length > 0) break;

    await expect.poll(() => ended).toBe(true);
    expect(asked).toBeLessThan(50_000);
  });
});
