import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { dataOf, entriesIn, useToldDatabase } from './told-ledger.ts';

const database = useToldDatabase();
const ask = useGraphql(() => database().applicationUrl);
let components: Components;
let entries: readonly RecordedEntry[];

beforeAll(async () => {
  entries = await entriesIn(database());
  components = await openComponents(database().applicationUrl, {
    log: { info: () => undefined, warn: () => undefined },
  });
});

afterAll(() => components.close());

const YEAR = 'instrument: "AKSI_HAM", cycleYear: 2025';
const REASONS = `{ awards(${YEAR}) { kind reason { path formula(locale: EN) exact events { position } } } }`;
const MISMATCHES = `{ awards(${YEAR}) { kind recipient { code } mismatch { frozen now stillHolds explanation } } }`;

describe('The awards of Aksi HAM 2025', () => {
  it('all go to Balikpapan, which leads East Kalimantan in totals, haste and corrections', async () => {
    const { data, errors } = await ask(
      `{ awards(${YEAR}) { kind recipient { code } within { code } cycle { code } value exact unit } }`,
    );

    const held = { recipient: { code: '64.71' }, within: { code: '64' }, cycle: { code: 'AKSI_HAM-2025-B12' } };
    expect(errors).toEqual([]);
    expect(pick(data, 'awards')).toEqual([
      { kind: 'BEST', ...held, value: '99.00', exact: '99', unit: 'POINTS' },
      { kind: 'FASTEST', ...held, value: '278.00', exact: '278', unit: 'HOURS' },
      { kind: 'MOST_RESPONSIVE', ...held, value: '27.00', exact: '27', unit: 'WORKING_HOURS' },
    ]);
  });

  it('were granted by the publication of the last period, and by no earlier one', () => {
    const grantedBy = (period: string) => dataOf(entries, 'AwardsGranted', `cycle/AKSI_HAM-2025-${period}`);

    expect(['B04', 'B08', 'B12'].map((period) => grantedBy(period).length)).toEqual([0, 0, 1]);
    expect(dataOf(entries, 'ResultsPublished', 'cycle/AKSI_HAM-2025-B12')).toMatchObject([{ awards: 3 }]);
  });

  it('can be checked with a pocket calculator, down to the moments they are made of', async () => {
    const { data, errors } = await ask(REASONS);

    const formula = (award: number, path: string): unknown => {
      const paths = pickEach(data, `awards.${award}.reason`, 'path');
      return pick(data, `awards.${award}.reason.${paths.indexOf(path)}.formula`);
    };
    expect(errors).toEqual([]);
    expect(formula(0, 'best')).toBe('Highest annual total of 4: 99; next: 2039/21 ≈ 97.10');
    expect(formula(0, 'best/64.71')).toBe('Mean of the final totals of all periods: (100 + 100 + 97) / 3 = 99');
    expect(formula(1, 'fastest/64.71')).toBe('Mean of the hours before the deadlines: (326 + 278 + 230) / 3 = 278');
    expect(formula(1, 'fastest/64.71/AKSI_HAM-2025-B04')).toBe(
      'Deadline in force then 2025-05-06 00:00 (UTC+8) − first complete submission 2025-04-22 10:00 (UTC+8): 13 × 24 + 14 = 326',
    );
    expect(formula(2, 'responsive')).toBe('Fewest working hours of a return, in the mean of 4: 27; next: 92.5');
    expect(formula(2, 'responsive/64.72/round-1')).toBe(
      '2025-05-07 13:00 (UTC+8) to 2025-05-15 10:00 (UTC+8): 7 × 24 + 21 = 189; less the hours of days off 96 = 93',
    );
    expect(formula(2, 'responsive/64.01')).toMatch(/^Not ranked: /);
  });

  it('take a fixed number of statements for all their reasons, and for all their mismatches', async () => {
    // head, cycles, entries, places
    expect((await ask(REASONS)).statements).toBe(4);
    // head, cycles, recipients, entries, calendar, places of the year, reports of three publications
    expect((await ask(MISMATCHES)).statements).toBe(9);
  });
});

describe('The mismatch of an award', () => {
  it('is none while the frozen figures hold, for the public as for an auditor', async () => {
    const [anybody, auditor] = [await ask(MISMATCHES), await ask(MISMATCHES, { person: 'auditor' })];

    expect([anybody.errors, auditor.errors]).toEqual([[], []]);
    expect(pickEach(anybody.data, 'awards', 'mismatch')).toEqual([null, null, null]);
    expect(pickEach(auditor.data, 'awards', 'mismatch')).toEqual([null, null, null]);
  });

  it('is none for the awards of KKP HAM either', async () => {
    const { data, errors } = await ask('{ awards(instrument: "KKPHAM", cycleYear: 2022) { mismatch { now } } }');

    expect(errors).toEqual([]);
    expect(pickEach(data, 'awards', 'mismatch')).toEqual(Array.from({ length: 10 }, () => null));
  });

  it('names who overtook whom since', async () => {
    await change(
      `update report set body = jsonb_set(body, '{final,exact}', '"110"') where key = '64.72/AKSI_HAM-2025-B12'`,
    );

    const { data, errors } = await ask(MISMATCHES);

    expect(errors).toEqual([]);
    expect(pick(data, 'awards.0.mismatch')).toEqual({
      frozen: '99',
      now: '99',
      stillHolds: false,
      explanation: 'Figures changed since it was granted: 64.72 2039/21 → 4265/42. It would not be granted now.',
    });
    expect(pickEach(data, 'awards', 'mismatch').slice(1)).toEqual([null, null]);
  });
});

async function change(statement: string): Promise<void> {
  const sql = connect(database().superuserUrl, { max: 1 });
  await sql.unsafe(statement);
  await sql.end();
}
