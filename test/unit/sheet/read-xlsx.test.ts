import { crc32, deflateRawSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { readSheet } from '../../../src/sheet/read-sheet.ts';
import { rawWorkbook } from '../../support/raw-workbook.ts';

const SHEET = 'xl/worksheets/one.xml';
const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>indicator</t></is></c></row>';

async function cellRead(cell: string, parts: Readonly<{ strings?: string; styles?: string }> = {}): Promise<unknown> {
  const sheet = await readSheet(rawWorkbook({ rows: `${HEADER}<row r="2">${cell}</row>`, ...parts }));
  return sheet.ok ? sheet.value.rows[0]?.cells.get(0) : sheet.error.code;
}

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="#,##0 &quot;days&quot;"/>' +
  '<numFmt numFmtId="166" formatCode="[$-421]dd\\ mmmm\\ yyyy"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>';

describe('A cell of a workbook', () => {
  it.each([
    ['a number as Excel shows it', '<c r="A2"><v>0.30000000000000004</v></c>', { kind: 'NUMBER', decimal: '0.3' }],
    ['a number beyond all counting as text', '<c r="A2"><v>1e300</v></c>', { kind: 'TEXT', text: '1e+300' }],
    ['a formula as a formula, whatever it was worth last', '<c r="A2"><f>1+1</f><v>2</v></c>', { kind: 'FORMULA' }],
    ['an error as an error', '<c r="A2" t="e"><v>#REF!</v></c>', { kind: 'ERROR' }],
    ['a number shown in percent as such', '<c r="A2" s="1"><v>0.97</v></c>', { kind: 'PERCENT' }],
    ['a date as such', '<c r="A2" s="2"><v>45000</v></c>', { kind: 'DATE' }],
    ['a date in a format of its own as such', '<c r="A2" s="4"><v>45000</v></c>', { kind: 'DATE' }],
    ['a number with a word behind it as a number', '<c r="A2" s="3"><v>3</v></c>', { kind: 'NUMBER', decimal: '3' }],
    [
      'escaped characters as they are',
      '<c r="A2" t="inlineStr"><is><t>a_x000A_b</t></is></c>',
      { kind: 'TEXT', text: 'a\nb' },
    ],
    ['nothing where there is only a style', '<c r="A2" s="1"/>', undefined],
  ])('is read: %s', async (_what, cell, expected) => {
    expect(await cellRead(cell, { styles: STYLES })).toEqual(expected);
  });

  it('is read from the shared texts, rich ones without their reading aids', async () => {
    const strings = '<sst><si><r><t>Da</t></r><r><t>ta</t></r><rPh><t>x</t></rPh></si></sst>';

    expect(await cellRead('<c r="A2" t="s"><v>0</v></c>', { strings })).toEqual({ kind: 'TEXT', text: 'Data' });
    expect(await cellRead('<c r="A2" t="s"><v>1</v></c>', { strings })).toBe('WORKBOOK_MALFORMED');
  });
});

describe('A hostile workbook', () => {
  const cells = (count: number): string =>
    Array.from({ length: count }, () => '<c t="inlineStr"><is><t>x</t></is></c>').join('');

  it.each([
    [
      'reaches for a file (XXE)',
      rawWorkbook({ sheet: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>' }),
      'WORKBOOK_UNSAFE',
    ],
    [
      'multiplies entities (billion laughs)',
      rawWorkbook({ strings: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>' }),
      'WORKBOOK_UNSAFE',
    ],
    [
      'names an entity that XML does not know',
      rawWorkbook({ rows: '<row><c><v>&e;</v></c></row>' }),
      'WORKBOOK_MALFORMED',
    ],
    ['shrinks beyond all measure (zip bomb)', rawWorkbook({ sheet: ' '.repeat(3_000_000) }), 'WORKBOOK_TOO_LARGE'],
    ['is too large when opened', rawWorkbook({ strings: noise(17 * 1024 * 1024) }), 'WORKBOOK_TOO_LARGE'],
    [
      'has a part twice',
      rawWorkbook({ more: [{ name: 'xl/styles.xml', content: Buffer.from('<a/>') }] }),
      'WORKBOOK_MALFORMED',
    ],
    [
      'leads out of its folder',
      rawWorkbook({ more: [{ name: '../../etc/passwd', content: Buffer.from('x') }] }),
      'WORKBOOK_MALFORMED',
    ],
    ['has too many parts', rawWorkbook({ more: manyParts() }), 'WORKBOOK_TOO_LARGE'],
    ['has a million columns', rawWorkbook({ rows: `<row>${cells(1000)}</row>` }), 'TOO_MANY_COLUMNS'],
    ['has rows without end', rawWorkbook({ rows: '<row><c><v>1</v></c></row>'.repeat(10_002) }), 'TOO_MANY_ROWS'],
    ['has rows that run backwards', rawWorkbook({ rows: '<row r="5"/><row r="4"/>' }), 'WORKBOOK_MALFORMED'],
    [
      'has a cell without end',
      rawWorkbook({ rows: `<row><c t="inlineStr"><is><t>${noise(40_000)}</t></is></c></row>` }),
      'CELL_TOO_LONG',
    ],
    ['breaks off', rawWorkbook({ sheet: '<worksheet><sheetData><row>' }), 'WORKBOOK_MALFORMED'],
    ['is cut short', rawWorkbook({}).subarray(0, -30), 'WORKBOOK_MALFORMED'],
    [
      'is no UTF-8',
      rawWorkbook({ instead: { name: SHEET, content: Buffer.from([0x3c, 0x61, 0xff]) } }),
      'WORKBOOK_MALFORMED',
    ],
  ])('is refused: it %s', async (_what, bytes, code) => {
    expect(await readSheet(bytes)).toMatchObject({ ok: false, error: { code } });
  });

  it('is refused: it inflates to more than it says', async () => {
    const whole = Buffer.from(`<worksheet>${' '.repeat(100_000)}</worksheet>`);
    const packed = deflateRawSync(whole);
    const liar = { name: SHEET, content: Buffer.from('<worksheet/>'), packed, method: 8, crc: crc32(whole) };
    const honest = { ...liar, size: whole.length };

    expect(await readSheet(rawWorkbook({ instead: liar }))).toEqual({
      ok: false,
      error: { code: 'WORKBOOK_MALFORMED' },
    });
    expect(await readSheet(rawWorkbook({ instead: honest }))).toMatchObject({ ok: true });
  });
});

/** Text that hardly shrinks. */
function noise(length: number): string {
  let state = 7;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join('');
}

function manyParts(): readonly Readonly<{ name: string; content: Buffer }>[] {
  return Array.from({ length: 600 }, (_none, index) => ({ name: `x/${index}`, content: Buffer.from('x') }));
}
