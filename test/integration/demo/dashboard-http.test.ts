import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { createDemoTokens } from '../../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../../src/identity/identity.ts';
import type { DemoTokens } from '../../../src/identity/demo-tokens.ts';
import { startServer } from '../../../src/http/server.ts';
import { readSheet } from '../../../src/sheet/read-sheet.ts';
import { subscribe, take } from '../../support/event-stream.ts';
import { publishedOperation } from '../../support/operations.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import type { SheetClient } from '../../support/sheet-client.ts';
import { useToldDatabase } from './told-ledger.ts';

type Demo = Readonly<{ url: string; tokens: DemoTokens; close: () => Promise<void> }>;

const database = useToldDatabase();
let demo: Demo;
let auditor: SheetClient;
/** Known to nobody, but with a token. */
let stranger: SheetClient;

beforeAll(async () => {
  demo = await serveDemo(database().applicationUrl);
  auditor = await sheetClient(demo, 'auditor');
  stranger = await sheetClient(demo, 'nobody-known');
});

afterAll(() => demo.close());

async function serveDemo(applicationUrl: string): Promise<Demo> {
  const home = await mkdtemp(join(tmpdir(), 'jejak-dashboard-'));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { close, ...components } = await openComponents(applicationUrl, { log });
  const tokens = await createDemoTokens({ home, origin: 'jejak.test/demo', demo: true });
  const readiness = () => Promise.resolve({ ready: true } as const);
  const server = await startServer({
    port: 0,
    ...components,
    identify: createIdentify([tokens.check]),
    readiness,
    log,
  });
  return {
    url: server.url,
    tokens,
    close: async () => {
      await server.close();
      await close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const RANKINGS = '/exports/rankings.csv?cycle=AKSI_HAM-2025-B12';

describe('An export of rankings', () => {
  it('has one row per unit of the cycle, the best first, those without a value last', async () => {
    const records = await auditor.records(RANKINGS);

    expect(records.map(({ rank, unit, value }) => [rank, unit, value])).toEqual([
      ['1', '64.71', '97.00'],
      ['2', '64.72', '96.64'],
      ['3', '64.74', '95.64'],
      ['4', '64.02', '95.21'],
      ['', '64.01', ''],
      ['', '64.03', ''],
      ['', '64.07', ''],
      ['', '64.08', ''],
      ['', '64.09', ''],
      ['', '64.11', ''],
    ]);
    expect(records[1]).toEqual({
      rank: '2',
      tiedWith: '0',
      unit: '64.72',
      unitName: 'Kota Samarinda',
      cycle: 'AKSI_HAM-2025-B12',
      by: 'SCORE',
      basis: 'FINAL',
      value: '96.64',
      exact: '1353/14',
      neverReturned: 'false',
      explanation: 'Rank 2 of 4: a total of 96.64, exactly 1353/14.',
    });
    expect(records[4]).toMatchObject({ unitName: 'Kabupaten Paser', explanation: '' });
  });

  it('shares ranks, and says between whom', async () => {
    const records = await auditor.records(`${RANKINGS}&by=RESPONSIVENESS`);

    expect(records.slice(0, 5).map(({ rank, tiedWith, unit }) => [rank, tiedWith, unit])).toEqual([
      ['1', '2', '64.02'],
      ['1', '2', '64.71'],
      ['1', '2', '64.74'],
      ['4', '0', '64.72'],
      ['', '', '64.01'],
    ]);
    expect(records[0]).toMatchObject({ neverReturned: 'true', by: 'RESPONSIVENESS' });
    expect(records[0]?.['explanation']).toContain('never returned (64.02, 64.71, 64.74)');
  });

  it('ranks by time, within a place, on another basis, in the language of whoever asks', async () => {
    const response = await auditor.get(`${RANKINGS}&by=TIMELINESS&within=64.72&basis=ASSESSED`, {
      'accept-language': 'id',
    });

    const text = await response.text();
    expect(response.headers.get('content-disposition')).toMatch(/rankings_AKSI_HAM-2025-B12_TIMELINESS_\d+\.csv/);
    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).toContain('TIMELINESS,ASSESSED,134.00,134,false,');
    expect(text).toContain('Peringkat 1 dari 1: jam sebelum batas waktu: 134,00, eksak 134.');
  });

  it('says the same as a workbook', async () => {
    const response = await auditor.get(RANKINGS.replace('.csv', '.xlsx'));
    const sheet = await readSheet(Buffer.from(await response.arrayBuffer()));

    expect(sheet).toMatchObject({ ok: true, value: { header: { 0: 'rank', 2: 'unit', 7: 'value' } } });
    const first = sheet.ok ? sheet.value.rows[0]?.cells : undefined;
    expect([...(first?.values() ?? [])]).toContainEqual({ kind: 'TEXT', text: '64.71' });
  });

  it('is of the moment that is asked for', async () => {
    const records = await auditor.records(`${RANKINGS}&asOf=2026-02-03T02:40:00Z`);

    expect(records.slice(0, 3).map(({ rank, unit }) => [rank, unit])).toEqual([
      ['1', '64.71'],
      ['2', '64.72'],
      ['', '64.01'],
    ]);
  });
});

describe('Whoever holds no grant', () => {
  const told = async (client: SheetClient, path: string): Promise<unknown> => {
    const response = await client.get(path);
    if (response.status === 200) return 200;
    const { errors } = (await response.json()) as Readonly<{ errors: readonly Readonly<{ extensions: object }>[] }>;
    return [response.status, errors[0]?.extensions];
  };

  it('takes home what everybody may know: the final results once they are published', async () => {
    expect(await stranger.records(RANKINGS)).toEqual(await auditor.records(RANKINGS));
  });

  it('is told why not, where they are not public, or were not then', async () => {
    const unpublished = `${RANKINGS}&asOf=2026-02-05T00:00:00Z`;

    expect(await told(auditor, unpublished)).toBe(200);
    expect(await told(stranger, unpublished)).toMatchObject([403, { code: 'NOT_PUBLISHED_THEN' }]);
    expect(await told(stranger, `${RANKINGS}&basis=ASSESSED`)).toMatchObject([403, { code: 'FORBIDDEN' }]);
  });

  it('sees no more for having a grant elsewhere', async () => {
    const elsewhere = await sheetClient(demo, '64.08.coordinator');
    const unpublished = `${RANKINGS}&asOf=2026-02-05T00:00:00Z`;

    expect(await told(elsewhere, unpublished)).toMatchObject([403, { code: 'NOT_PUBLISHED_THEN' }]);
    expect(await told(elsewhere, `${unpublished}&within=64.08`)).toBe(200);
  });

  it('needs a token all the same', async () => {
    const anybody = await sheetClient(demo, null);

    expect((await anybody.get(RANKINGS)).status).toBe(401);
  });
});

describe('The published subscriptions', () => {
  const follow = (operation: string) =>
    subscribe(demo, demo.tokens, { query: publishedOperation(operation), person: 'auditor' });

  it('tell the entries of a cycle from its first one on', async () => {
    const subscription = await follow('live-events');
    const [first, second] = await take(subscription, 2);
    subscription.leave();

    expect(first?.data?.['events']).toMatchObject({ type: 'CycleOpened', stream: 'cycle/IRH-2025' });
    expect(second?.data?.['events']).toMatchObject({ unit: { code: expect.stringMatching(/^64/) as string } });
  });

  it('tell how the report of Balikpapan is', async () => {
    const subscription = await follow('report-changed');
    const [first] = await take(subscription, 1);
    subscription.leave();

    expect(first?.data?.['reportChanged']).toMatchObject({
      unit: { code: '64.71' },
      cycle: { code: 'IRH-2025' },
      stage: 'FINAL',
      score: { total: '87.00' },
    });
  });
});
