import { generateKeyPairSync } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { exportBundle } from '../../../src/audit/export/export-bundle.ts';
import { parseReportKey } from '../../../src/audit/export/report-key.ts';
import { FILES } from '../../../src/audit/bundle/format.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { vkeyOf } from '../../../src/signer/key-ring.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';
import { openSigned, takeHome, verified } from './signed-log.ts';
import type { SignedLog } from './signed-log.ts';
import { unzipped } from './unzipped.ts';

const database = useTestDatabase();

const REPORT = '64.71/CARE-2025';
const ORIGIN = 'test.jejak/demo';

let world: ToldWorld;
let turns: Turns;
let log: SignedLog;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  log = await openSigned(database().applicationUrl, { handle: world.handle, origin: ORIGIN });
});
afterAll(async () => {
  await log.close();
  await world.close();
});

describe('The bundle of a published report', () => {
  it('holds together, and is signed by the key of the log', async () => {
    const { name, keys, position, bytes } = await takeHome(log, REPORT);

    expect(name).toBe('64.71_CARE-2025.jejak.zip');
    expect(keys).toEqual([log.key]);
    expect(position).toBeGreaterThan(turns.published);
    expect(await verified(bytes, log.key)).toBe('OK');
  });

  it('is signed by no other key', async () => {
    const { bytes } = await takeHome(log, REPORT);
    const other = vkeyOf(ORIGIN, generateKeyPairSync('ed25519').privateKey);

    expect(await verified(bytes, other)).toMatchObject({ fault: { file: FILES.checkpoint } });
  });

  it('holds the report, its cycle, and what they cite', async () => {
    const { events, bytes } = await takeHome(log, REPORT);

    const files = await unzipped(bytes);

    const lines = String(files.get(FILES.events)).trimEnd().split('\n');
    const types = lines.map((line) => (JSON.parse(line) as Readonly<{ type: string }>).type);
    expect(types).toHaveLength(events);
    expect(types).toEqual(
      expect.arrayContaining(['LedgerOpened', 'InstrumentPublished', 'RoleGranted', 'CycleOpened']),
    );
    expect(types).toEqual(
      expect.arrayContaining(['ReportOpened', 'ReportFinalized', 'ResultsPublished', 'AwardsGranted']),
    );
    expect(types.filter((type) => type === 'StreamHeadsSealed')).toHaveLength(1);
    expect([...files.keys()].filter((file) => file.startsWith('proofs/'))).toHaveLength(events);
  });

  it('derives the score on every basis', async () => {
    const { bytes } = await takeHome(log, REPORT);

    const files = await unzipped(bytes);

    expect(JSON.parse(String(files.get(FILES.derivation)))).toMatchObject({
      reached: 'FINAL',
      bases: [
        { basis: 'CLAIMED' },
        { basis: 'VERIFIED' },
        { basis: 'ASSESSED' },
        { basis: 'FINAL', total: '86.25', exact: '345/4', predicate: 'CARING' },
      ],
    });
  });

  it('is the same byte by byte as long as nothing is recorded', async () => {
    const first = await takeHome(log, REPORT);
    const head = await readHead(log.reader.database);

    const second = await takeHome(log, REPORT);

    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(await readHead(log.reader.database)).toBe(head);
  });

  it('holds nothing of other reports', async () => {
    const before = await takeHome(log, REPORT);
    await world.tell('2025-06-01T00:00:00.000Z', 'administrator', {
      type: 'RegisterPerson',
      subject: 'newcomer',
      label: 'somebody else',
    });

    const after = await takeHome(log, REPORT);

    expect(after.events).toBe(before.events);
    expect(after.position).toBeGreaterThan(before.position);
    expect(await verified(after.bytes, log.key)).toBe('OK');
  });
});

describe('There is no bundle', () => {
  const key = { unit: '64.72', cycle: 'CARE-2025' };

  it('of a report that was never opened, and nothing is sealed for it', async () => {
    const seal = (): Promise<number> => Promise.reject(new Error('nothing is to be sealed'));

    expect(await exportBundle({ reader: log.reader, seal }, key)).toEqual({ ok: false, error: 'REPORT_UNKNOWN' });
  });

  it('of a ledger that nobody signs for', async () => {
    const seal = (): Promise<number> => Promise.resolve(1);
    const opened = { ...key, unit: '64.71' };

    const bundle = await exportBundle({ reader: world.reader, seal }, opened);

    expect(bundle).toEqual({ ok: false, error: 'LOG_CANNOT_SIGN' });
  });

  it('of a ledger to which nothing can be appended', async () => {
    const seal = (): Promise<null> => Promise.resolve(null);

    const bundle = await exportBundle({ reader: log.reader, seal }, { ...key, unit: '64.71' });

    expect(bundle).toEqual({ ok: false, error: 'LOG_CANNOT_SIGN' });
  });
});

describe('A report is called', () => {
  it.each([
    ['64.71/AKSI_HAM-2025-B12', { unit: '64.71', cycle: 'AKSI_HAM-2025-B12' }],
    ['63/BALAI-2/WASNAKER-2023-01', { unit: '63/BALAI-2', cycle: 'WASNAKER-2023-01' }],
  ])('%s', (text, key) => {
    expect(parseReportKey(text)).toEqual(key);
  });

  it.each([
    '',
    '/',
    '64.71',
    '64.71/',
    '/KKPHAM-2022',
    '64.71/kkpham-2022',
    '64.71/\0',
    '../64.71/KKPHAM-2022',
    '6/4/7/KKPHAM-2022',
  ])('never "%s"', (text) => {
    expect(parseReportKey(text)).toBeNull();
  });
});
