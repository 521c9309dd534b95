import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

import { beforeAll, describe, expect, it } from 'vitest';

import { xlsxOf } from '../../../src/sheet/xlsx/write-xlsx.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { rawWorkbook } from '../../support/raw-workbook.ts';
import { REPORTER } from '../../support/reporting-world.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import type { SheetClient, SheetRecord } from '../../support/sheet-client.ts';
import { bytesOf, tableOf } from '../../support/tables.ts';

const world = useHttpWorld();

const EXPORT = '/exports/answers.csv?cycle=KKPHAM-2022&unit=64.71';
const IMPORT = '/imports/answers?unit=64.71&cycle=KKPHAM-2022';
const PREVIEW = `${IMPORT}&validateOnly=true`;

let reporter: SheetClient;

beforeAll(async () => {
  reporter = await sheetClient(world(), REPORTER);
});

async function size(): Promise<unknown> {
  return (await world().send({ query: '{ ledger { size } }' })).data;
}

/** A sheet that answers these of the indicators that ask for a choice. */
function choices(from: number, to: number, option: string): string {
  const codes = world().indicators.filter((code) => /-S\d$/.test(code));
  return ['indicator,option', ...codes.slice(from, to).map((code) => `${code},${option}`)].join('\n');
}

function row(records: readonly SheetRecord[], indicator: string): SheetRecord | undefined {
  return records.find((record) => record['indicator'] === indicator);
}

describe('An import of answers', () => {
  it('takes an edited export after a preview that wrote nothing', async () => {
    const exported = await (await reporter.get(EXPORT)).text();
    const before = await size();
    const sheet = exported
      .replace(/(KKP-SP1-S1,.*,0,),,/, '$1,ADA,')
      .replace(/(KKP-SP1-O1,.*,0,),,,,,,/, '$1,,"97,5",,,,"=naik, 2 %"');

    const preview = await reporter.post(PREVIEW, sheet);
    const untouched = await size();
    const imported = await reporter.post(IMPORT, sheet);

    expect(preview).toMatchObject({ status: 200, body: { rows: 120, accepted: 2, blank: 118, refused: 0 } });
    expect(untouched).toEqual(before);
    expect(imported).toMatchObject({ status: 200, body: { accepted: 2, unchanged: 0, replayed: 0, errors: [] } });
    const records = await reporter.records(EXPORT);
    expect(row(records, 'KKP-SP1-S1')).toMatchObject({ option: 'ADA', revision: '1', status: 'ANSWERED' });
    expect(row(records, 'KKP-SP1-O1')).toMatchObject({ value: '97.5', narrative: "'=naik, 2 %" });
  });

  it('finds nothing to change in an export as it is, also as a workbook', async () => {
    const csv = await (await reporter.get(EXPORT)).text();
    const xlsx = Buffer.from(await (await reporter.get(EXPORT.replace('.csv', '.xlsx'))).arrayBuffer());

    const again = [await reporter.post(IMPORT, csv), await reporter.post(IMPORT, xlsx)];

    const unchanged = { status: 200, body: { rows: 120, accepted: 0, unchanged: 2, blank: 118, refused: 0 } };
    expect(again).toMatchObject([unchanged, unchanged]);
  });

  it('does nothing twice when it is sent again', async () => {
    const sheet = choices(2, 6, 'PROSES');

    const first = await reporter.post(IMPORT, sheet);
    const before = await size();
    const again = await reporter.post(IMPORT, sheet);
    const preview = await reporter.post(PREVIEW, sheet);

    expect(first.body).toMatchObject({ accepted: 4, replayed: 0 });
    expect(again.body).toMatchObject({ accepted: 0, replayed: 4, refused: 0 });
    expect(preview.body).toMatchObject({ accepted: 0, replayed: 4, refused: 0 });
    expect(await size()).toEqual(before);
  });

  it('is another import under another key, and refuses other content under the same one', async () => {
    const key = { 'idempotency-key': randomUUID() };

    const first = await reporter.post(IMPORT, choices(6, 8, 'ADA'), key);
    const other = await reporter.post(IMPORT, choices(6, 8, 'TIDAK'), key);
    const anew = await reporter.post(IMPORT, choices(6, 8, 'TIDAK'), { 'idempotency-key': randomUUID() });

    expect(first.body).toMatchObject({ accepted: 2 });
    expect(other.body).toMatchObject({ accepted: 0, refused: 2, errors: [{ code: 'COMMAND_ID_REUSED' }, {}] });
    expect(anew.body).toMatchObject({ accepted: 2 });
  });

  it('loses nothing and does nothing twice when its sender dies in between', async () => {
    const sheet = choices(8, 30, 'ADA');
    const token = await world().tokens.issueToken(REPORTER);

    await new Promise<void>((resolve) => {
      const headers = { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(sheet) };
      const dying = request(new URL(IMPORT, world().url), { method: 'POST', headers });
      dying.on('error', () => resolve());
      dying.end(sheet, () => setTimeout(() => dying.destroy(new Error('gone')), 3));
    });
    const { body } = await reporter.post(IMPORT, sheet);

    expect((body.accepted ?? 0) + (body.replayed ?? 0)).toBe(22);
    const records = await reporter.records(EXPORT);
    const revisions = sheet
      .split('\n')
      .slice(1)
      .map((line) => row(records, line.split(',')[0] ?? '')?.['revision']);
    expect(new Set(revisions)).toEqual(new Set(['1']));
  });

  it('says of every bad row what is wrong in which column, and takes the others', async () => {
    const sheet = [
      'unit;indicator;option;value;numerator;denominator;notApplicableReason;narrative;expectedRevision',
      '64.71;KKP-SP1-P1;ADA',
      '64.72;KKP-SP1-P2;ADA',
      ';NO-SUCH;ADA',
      ';;ADA',
      ';KKP-SP1-P1;ADA',
      ';KKP-SP1-P3;;1.234',
      ';KKP-SP1-P4;;nihil',
      ';KKP-SP1-O2;ADA',
      ';KKP-SP1-O3;;101',
      ';KKP-ES1-O1;;;5',
      ';KKP-SP1-O4;;50;;;tidak ada',
      ';KKP-SP2-P1;ADA;;;;;;7',
      ';KKP-SP2-P2;;;;;;hanya narasi',
      ';KKP-SP2-O1;;;;;tidak berlaku',
    ].join('\n');

    const { status, body } = await reporter.post(IMPORT, sheet, { 'accept-language': 'id' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 14, accepted: 1, refused: 13 });
    expect(body.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'unit', 'UNIT_DIFFERS'],
      [4, 'indicator', 'INDICATOR_UNKNOWN'],
      [5, 'indicator', 'INDICATOR_MISSING'],
      [6, 'indicator', 'INDICATOR_REPEATED'],
      [7, 'value', 'NUMBER_AMBIGUOUS'],
      [8, 'value', 'NUMBER_UNREADABLE'],
      [9, 'option', 'COLUMN_NOT_ASKED'],
      [10, null, 'ANSWER_DOES_NOT_FIT'],
      [11, 'denominator', 'ANSWER_MISSING'],
      [12, 'notApplicableReason', 'ANSWER_AMBIGUOUS'],
      [13, null, 'CONFLICT'],
      [14, 'narrative', 'ANSWER_MISSING'],
      [15, null, 'NOT_APPLICABLE_NOT_ALLOWED'],
    ]);
    expect(body.errors[0]?.message).toBe('Baris ini tentang unit lain, bukan unit yang diimpor.');
  });

  it('keeps narratives where the sheet has no column for them', async () => {
    const narrated = 'indicator,value,narrative\nKKP-SP1-O2,40,because';

    await reporter.post(IMPORT, narrated);
    const { body } = await reporter.post(IMPORT, 'indicator,value\nKKP-SP1-O2,41');

    expect(body).toMatchObject({ accepted: 1 });
    const records = await reporter.records(EXPORT);
    expect(row(records, 'KKP-SP1-O2')).toMatchObject({ value: '41', narrative: 'because', revision: '2' });
  });

  it('refuses formulas, percentages and dates rather than guess at them', async () => {
    const styles =
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const words = (each: readonly string[]): string =>
      each.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const rows =
      `<row>${words(['indicator', 'value'])}</row>` +
      `<row>${words(['KKP-SP1-O3'])}<c><f>90+7</f><v>97</v></c></row>` +
      `<row>${words(['KKP-SP1-O3'])}<c s="1"><v>0.97</v></c></row>` +
      `<row>${words(['KKP-SP1-O3'])}<c s="2"><v>45000</v></c></row>`;

    const { body } = await reporter.post(IMPORT, rawWorkbook({ rows, styles }));

    expect(body.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'value', 'CELL_IS_FORMULA'],
      [3, 'value', 'CELL_IS_PERCENT'],
      [4, 'value', 'CELL_IS_DATE'],
    ]);
  });
});

describe('A workbook of ours', () => {
  it('is taken as well as a text', async () => {
    const [header, answer] = [
      ['indicator', 'option'],
      ['KKP-SP2-P1', 'ADA'],
    ];
    const columns = header.map((code) => ({ code, title: { id: code, en: code } }));
    const workbook = await bytesOf(xlsxOf({ ...tableOf([answer]), columns }));

    expect((await reporter.post(IMPORT, workbook)).body).toMatchObject({ accepted: 1, refused: 0 });
  });
});
