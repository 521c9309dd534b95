import { request } from 'node:http';

import { beforeAll, describe, expect, it } from 'vitest';

import { readSheet } from '../../../src/sheet/read-sheet.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import type { SheetClient } from '../../support/sheet-client.ts';

const world = useHttpWorld();

const ANSWERS = `/exports/answers.csv?cycle=${CYCLE}`;
const DECISIONS = `/exports/decisions.csv?cycle=${CYCLE}`;
const INDICATOR = 'KKP-SP1-S1';

let auditor: SheetClient;
let reviewer: SheetClient;
/** Where the ledger ended before anything was decided. */
let undecided: number;

beforeAll(async () => {
  auditor = await sheetClient(world(), 'auditor');
  reviewer = await sheetClient(world(), 'regional-reviewer');
  const { ask } = world();
  const report = { unit: UNIT, cycle: CYCLE };
  const answered = { indicator: INDICATOR, expectedRevision: 0, narrative: '=HYPERLINK("http://x";"klik")' };
  const answer = { kind: 'CHOICE', option: 'ADA' } as const;
  await ask(REPORTER, { type: 'SubmitResponse', ...report, ...answered, answer });
  const submitted = await ask(COORDINATOR, { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
  undecided = submitted.position;
  const item = { indicator: INDICATOR, ruling: 'RETURNED', reason: 'OTHER', note: '@SUM(1)', checks: [] } as const;
  const seen = { seen: undecided, items: [item], atomic: false };
  await ask('regional-reviewer', { type: 'ReviewResponses', ...report, ...seen });
});

describe('An export of answers', () => {
  it('has one row per indicator, answered or not, in the language that is asked for', async () => {
    const records = await auditor.records(ANSWERS);

    expect(records).toHaveLength(120);
    expect(records[0]).toMatchObject({
      unit: UNIT,
      unitName: 'Kota Balikpapan',
      cycle: CYCLE,
      indicator: INDICATOR,
      title: 'Local legal instrument on legal aid',
      organization: 'dinas-uji',
      status: 'RETURNED',
      revision: '1',
      kind: 'CHOICE',
      option: 'ADA',
      documents: '0',
    });
    expect(records[1]).toMatchObject({ status: 'ASSIGNED', revision: '0', kind: '', option: '' });
    const indonesian = await auditor.get(ANSWERS, { 'accept-language': 'id' });
    expect(await indonesian.text()).toContain('bantuan hukum');
  });

  it('lets no spreadsheet compute what people wrote', async () => {
    const [record] = await auditor.records(ANSWERS);

    expect(record?.['narrative']).toBe('\'=HYPERLINK("http://x";"klik")');
  });

  it('is a file to be kept, of a form that Excel reads, and named after what it holds', async () => {
    const { headers } = await auditor.get(`${ANSWERS}&asOf=${undecided}`);
    const bytes = Buffer.from(await (await auditor.get(ANSWERS)).arrayBuffer());

    expect(headers.get('content-disposition')).toBe(`attachment; filename="answers_${CYCLE}_${undecided}.csv"`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(bytes.subarray(0, 8).toString('utf8')).toBe('\u{FEFF}unit,');
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(122);
  });

  it('is of the moment that is asked for', async () => {
    const [then] = await auditor.records(`${ANSWERS}&asOf=${undecided}`);
    const before = await auditor.records(`${ANSWERS}&asOf=${undecided - 2}`);

    expect(then).toMatchObject({ status: 'ANSWERED' });
    expect(before[0]).toMatchObject({ status: 'ASSIGNED', revision: '0' });
  });

  it('says the same as a workbook, with what the columns mean', async () => {
    const response = await auditor.get(ANSWERS.replace('.csv', '.xlsx'));
    const sheet = await readSheet(Buffer.from(await response.arrayBuffer()));

    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(sheet).toMatchObject({ ok: true, value: { header: { 0: 'unit', 3: 'indicator' } } });
    const first = sheet.ok ? sheet.value.rows[0]?.cells : undefined;
    expect([...(first?.values() ?? [])]).toContainEqual({ kind: 'TEXT', text: '=HYPERLINK("http://x";"klik")' });
  });
});

describe('An export of decisions', () => {
  it('says who decided what, when, having seen what, and under which grant', async () => {
    const records = await auditor.records(DECISIONS);

    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      unit: UNIT,
      indicator: INDICATOR,
      kind: 'REVIEW',
      stage: 'REGIONAL_REVIEW',
      ruling: 'RETURNED',
      reason: 'OTHER',
      note: "'@SUM(1)",
      revision: '1',
      seen: String(undecided),
      position: String(undecided + 1),
      person: 'regional-reviewer',
      label: 'regional-reviewer',
      role: 'REGIONAL_REVIEWER',
    });
    expect(records[0]?.['grant']).toMatch(/^\d+$/);
    expect(await auditor.records(`${DECISIONS}&asOf=${undecided}`)).toEqual([]);
  });
});

describe('An export of events', () => {
  it('has one row per entry of the ledger, batch after batch, up to one moment', async () => {
    const records = await auditor.records(`/exports/events.csv?asOf=${undecided}`);

    const positions = records.map(({ position }) => Number(position));
    expect(positions).toEqual(Array.from({ length: undecided }, (_none, index) => index + 1));
    expect(records[0]).toMatchObject({ type: 'LedgerOpened' });
    expect(records[0]?.['leafHash']).toMatch(/^sha256:/);
    expect(JSON.parse(records[0]?.['data'] ?? '')).toMatchObject({ origin: 'test.jejak' });
  });

  it('narrows by type, unit and time', async () => {
    const types = 'types=ResponseSubmitted,ReportSubmitted';
    const records = await auditor.records(`/exports/events.csv?unit=${UNIT}&${types}`);
    const none = await auditor.records(`/exports/events.csv?unit=${UNIT}&to=2020-01-01T00:00:00Z`);

    expect(records.map(({ type }) => type)).toEqual(['ResponseSubmitted', 'ReportSubmitted']);
    expect(records[0]).toMatchObject({ person: REPORTER, role: 'REPORTER', organization: 'dinas-uji', cycle: CYCLE });
    expect(none).toEqual([]);
  });
});

describe('An export of rankings', () => {
  const RANKINGS = `/exports/rankings.csv?cycle=${CYCLE}`;

  it('is of the basis that is asked for, before anything is final', async () => {
    const [first] = await auditor.records(`${RANKINGS}&basis=CLAIMED`);

    // The one answer that was given lacks its documents.
    const claimed = { basis: 'CLAIMED', value: '0.00', exact: '0' };
    expect(first).toMatchObject({ rank: '1', unit: UNIT, unitName: 'Kota Balikpapan', ...claimed });
    expect((await auditor.records(RANKINGS)).map(({ rank, unit }) => [rank, unit])).toEqual([
      ['', '64.71'],
      ['', '64.72'],
    ]);
  });

  it('is of no use to those who see nothing of it in full, before anything is published', async () => {
    const statusFor = async (person: string, more = ''): Promise<number> =>
      (await (await sheetClient(world(), person)).get(`${RANKINGS}${more}`)).status;

    expect(await statusFor('nobody-known')).toBe(403);
    expect(await statusFor(COORDINATOR)).toBe(403);
    expect(await statusFor(COORDINATOR, `&within=${UNIT}`)).toBe(200);
    expect(await statusFor('regional-reviewer')).toBe(200);
  });
});

describe('Who takes an export home', () => {
  it('sees what their grants reach, as in the API', async () => {
    const events = await reviewer.records('/exports/events.csv');
    const own = events.filter(({ stream }) => stream === 'disclosure/regional-reviewer');

    expect(new Set(own.map(({ type }) => type))).toEqual(new Set(['SheetDisclosed']));
    expect(new Set(events.filter((one) => !own.includes(one)).map(({ unit }) => unit?.slice(0, 2)))).toEqual(
      new Set(['64']),
    );
    expect(await reviewer.records(`${ANSWERS}&within=65`)).toEqual([]);
    expect(await reviewer.records(`${ANSWERS}&within=64`)).toHaveLength(120);
  });

  it('is somebody with a grant over what they ask for', async () => {
    const status = async (person: string | null, path: string): Promise<number> =>
      (await (await sheetClient(world(), person)).get(path)).status;

    expect(await status(null, ANSWERS)).toBe(401);
    expect(await status('nobody-known', ANSWERS)).toBe(403);
    expect(await status(REPORTER, `${ANSWERS}&unit=64.72`)).toBe(403);
    expect(await status(REPORTER, `/exports/events.csv?unit=64.72`)).toBe(403);
    expect(await status(REPORTER, `${ANSWERS}&unit=${UNIT}`)).toBe(200);
  });
});

describe('An export that cannot be', () => {
  it.each([
    [404, '/exports/secrets.csv'],
    [404, '/exports/answers.pdf'],
    [404, '/exports/answers.csv/../../x'],
    [404, '/exports/answers.csv?cycle=KKPHAM-2023'],
    [400, '/exports/answers.csv'],
    [400, `${ANSWERS}&asOf=tomorrow`],
    [400, `${ANSWERS}&asOf=999999999`],
    [400, `${ANSWERS}&asOf=2999-01-01T00:00:00Z`],
    [400, `${ANSWERS}&types=ResponseSubmitted`],
    [400, `${ANSWERS}&unit=64.71&unit=64.72`],
    [400, `${ANSWERS}&Unit=64.71`],
    [400, '/exports/events.csv?types=drop table'],
    [400, '/exports/events.csv?constructor=1'],
    [400, '/exports/rankings.csv'],
    [400, `/exports/rankings.csv?cycle=${CYCLE}&by=LUCK`],
    [400, `/exports/rankings.csv?cycle=${CYCLE}&basis=`],
    [400, `/exports/rankings.csv?cycle=${CYCLE}&unit=64.71`],
    [404, '/exports/rankings.csv?cycle=KKPHAM-2023'],
    [400, `${ANSWERS}&by=SCORE`],
  ])('is answered with %d: %s', async (status, path) => {
    const response = await auditor.get(path);

    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors.0.message');
  });

  it('names the parameter it does not understand', async () => {
    const response = await auditor.get(`${ANSWERS}&wihtin=64`);

    expect(await response.json()).toHaveProperty('errors.0.message', expect.stringContaining('"wihtin"'));
  });

  it('is posted', async () => {
    const { status, headers } = await fetch(new URL(ANSWERS, world().url), { method: 'POST', body: 'x' });

    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET' });
  });
});

describe('A client that leaves an export', () => {
  it('is no fault of the server, which answers the next one', async () => {
    const headers = { authorization: `Bearer ${await world().tokens.issueToken('auditor')}` };

    await new Promise<void>((resolve, reject) => {
      const leaving = request(new URL('/exports/events.xlsx', world().url), { headers }, (response) => {
        response.once('close', resolve).once('data', () => response.destroy());
      });
      leaving.once('error', reject).end();
    });

    expect((await auditor.get(ANSWERS)).status).toBe(200);
    expect(world().logged).toEqual([]);
  });
});
