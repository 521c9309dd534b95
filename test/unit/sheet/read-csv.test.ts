import { describe, expect, it } from 'vitest';

import { readSheet } from '../../../src/sheet/read-sheet.ts';

async function textsIn(bytes: string | Buffer): Promise<unknown> {
  const sheet = await readSheet(Buffer.from(bytes));
  if (!sheet.ok) return sheet.error;
  const { header, rows } = sheet.value;
  const texts = rows.map(({ row, cells }) => [row, ...[...cells.values()].map((cell) => 'text' in cell && cell.text)]);
  return { header, rows: texts };
}

describe('A CSV file', () => {
  it.each([
    ['commas', 'indicator,value\r\nA,1\r\n', [[2, 'A', '1']]],
    ['semicolons', 'indicator;value\nA;1,5\n', [[2, 'A', '1,5']]],
    ['a byte order mark', '\u{FEFF}indicator,value\nA,1', [[2, 'A', '1']]],
    ['rows that hold nothing', 'indicator,value\n,\n\nB,2', [[4, 'B', '2']]],
    [
      'line breaks within quotes',
      'indicator,value\n"A\nB",1\nC,2',
      [
        [2, 'A\nB', '1'],
        [3, 'C', '2'],
      ],
    ],
    [
      'rows of unequal length',
      'indicator,value\nA\nB,2,3',
      [
        [2, 'A'],
        [3, 'B', '2', '3'],
      ],
    ],
    ['what was neutralised', "indicator,value\nA,'=1+1", [[2, 'A', '=1+1']]],
  ])('may have %s', async (_what, text, rows) => {
    expect(await textsIn(text)).toEqual({ header: ['indicator', 'value'], rows });
  });

  it.each([
    ['nothing in it', '', { code: 'FILE_EMPTY' }],
    ['bytes that are no text', Buffer.from([0x69, 0x00, 0x6e]), { code: 'FILE_KIND_UNKNOWN' }],
    ['another encoding', Buffer.from('indicator\ncaf\u{e9}', 'latin1'), { code: 'NOT_UTF8' }],
    ['the form of an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), { code: 'OLD_EXCEL' }],
    ['a quote that is not closed', 'indicator\nA\n"B', { code: 'CSV_MALFORMED', row: 3 }],
    ['two hundred thousand columns', ','.repeat(200_000), { code: 'TOO_MANY_COLUMNS', row: 1 }],
    ['a header of two megabytes', 'x'.repeat(2_000_000), { code: 'CELL_TOO_LONG', row: 1 }],
    ['a cell without end', `indicator\n${'x'.repeat(40_000)}`, { code: 'CELL_TOO_LONG', row: 2 }],
    ['rows without end', 'indicator\n'.repeat(10_002), { code: 'TOO_MANY_ROWS', row: 10_002 }],
  ])('is refused with %s', async (_what, bytes, fault) => {
    expect(await textsIn(bytes)).toEqual(fault);
  });
});
