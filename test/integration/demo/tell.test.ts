import { beforeAll, describe, expect, it } from 'vitest';

import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { claimedTotal, dataOf, entriesIn, evidenceOfCheck, ofType, useToldDatabase } from './told-ledger.ts';

const database = useToldDatabase();

let entries: readonly RecordedEntry[];

beforeAll(async () => {
  entries = await entriesIn(database());
});

describe('The told ledger', () => {
  it('begins as a demo and ends with the titles of its stories', () => {
    const stories = [
      'A. Balikpapan, Aksi HAM 2025',
      'B. KKP HAM 2022, East and North Kalimantan',
      'C. IRH 2025, three cities of East Kalimantan',
    ];

    expect(entries[0]).toMatchObject({ type: 'LedgerOpened', data: { origin: 'jejak.test/demo', demo: true } });
    expect(entries.at(-1)).toMatchObject({ type: 'DemoTold', data: { stories } });
  });

  it('has every position once, in order of time', () => {
    const times = entries.map(({ recordedAt }) => recordedAt);

    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, index) => index + 1));
    expect(times).toEqual(times.toSorted());
  });

  it('tells the stories in their order of time, not in that of their telling', () => {
    const published = ofType(entries, 'ResultsPublished').map(({ stream }) => stream);

    expect(published).toEqual([
      'cycle/KKPHAM-2022',
      'cycle/AKSI_HAM-2025-B04',
      'cycle/AKSI_HAM-2025-B08',
      'cycle/AKSI_HAM-2025-B12',
      'cycle/IRH-2025',
    ]);
  });
});

describe('Balikpapan', () => {
  it.each([
    ['B04', '100.00'],
    ['B08', '100.00'],
    ['B12', '97.00'],
  ])('ends %s of Aksi HAM 2025 with %s', (period, total) => {
    expect(dataOf(entries, 'ReportFinalized', `report/64.71/AKSI_HAM-2025-${period}`)).toMatchObject([{ total }]);
  });

  it('fails seven of seventy checks, each with a note and on a document that is attached', () => {
    const stream = 'report/64.71/AKSI_HAM-2025-B12';
    const checks = dataOf(entries, 'ResponseScored', stream).flatMap((data) => data['checks'] as readonly Check[]);
    const failed = checks.filter(({ passed }) => !passed);
    const attached = dataOf(entries, 'DocumentAttached', stream).map(({ evidence }) => evidence);

    expect(checks).toHaveLength(70);
    expect(failed).toHaveLength(7);
    expect(failed.every(({ note }) => note !== null)).toBe(true);
    expect(attached).toEqual(expect.arrayContaining(failed.map(({ code }) => evidenceOfCheck(code))));
  });

  it('corrects what was returned in B08, and is accepted within two days', () => {
    const stream = 'report/64.71/AKSI_HAM-2025-B08';
    const own = entries.filter((entry) => entry.stream === stream);
    const returned = own.find(({ type }) => type === 'CorrectionRoundOpened')!;
    const accepted = own.filter(
      ({ type, data }) => type === 'ResponseDecided' && data['stage'] === 'PROVINCIAL_REVIEW',
    );

    expect(returned.data['indicators']).toEqual(['AH-D2', 'AH-P2']);
    expect(ofType(own, 'DocumentReplaced')).toHaveLength(2);
    expect(returned.recordedAt).toBe('2025-09-08T03:00:00.000Z');
    expect(accepted.at(-1)).toMatchObject({ recordedAt: '2025-09-10T01:30:00.000Z', data: { ruling: 'ACCEPTED' } });
  });

  it('leads its neighbours in every period', () => {
    const finals = ofType(entries, 'ReportFinalized').filter(({ stream }) => stream.includes('AKSI_HAM'));
    const best = Object.values(Object.groupBy(finals, ({ stream }) => stream.slice(-3))).map((period) =>
      period!
        .toSorted((a, b) => Number(b.data['total']) - Number(a.data['total']))
        .map(({ stream }) => stream.slice(7, 12)),
    );

    expect(best).toHaveLength(3);
    expect(best.every(([leader, ...others]) => leader === '64.71' && others.length === 3)).toBe(true);
  });
});

describe('Kutai Timur', () => {
  const stream = 'report/64.08/KKPHAM-2022';

  it('claims 85 of 120 as submitted and 89 after the correction round', () => {
    expect(claimedTotal(entries, stream, 'ReportSubmitted')).toBe('425/6');
    expect(claimedTotal(entries, stream, 'ReportResubmitted')).toBe('445/6');
  });

  it('is assessed at 74.17, and holds exactly 75 and the predicate once an objection is upheld', () => {
    const assessed = dataOf(entries, 'AssessmentConcluded', stream);
    const decided = dataOf(entries, 'ObjectionDecided', stream);
    const final = dataOf(entries, 'ReportFinalized', stream);

    expect(assessed).toMatchObject([{ total: '74.17', exact: '445/6', predicate: 'CUKUP_PEDULI' }]);
    expect(decided).toMatchObject([{ ruling: 'UPHELD', points: '1' }]);
    expect(final).toMatchObject([{ total: '75.00', exact: '75', predicate: 'PEDULI' }]);
  });
});

describe('The awards of KKP HAM 2022', () => {
  it('go to nine places, and to the one province of which more than 60 percent hold the predicate', () => {
    const awards = dataOf(entries, 'AwardsGranted', 'cycle/KKPHAM-2022').flatMap((data) => data['awards'] as Awards);
    const recipients = Object.groupBy(awards, ({ kind }) => kind);
    const places = recipients.CARING!.map(({ recipient }) => recipient);

    expect(recipients.PROVINCE_CARING).toMatchObject([{ recipient: '64', count: 7, of: 10 }]);
    expect(places).toEqual(['64.01', '64.02', '64.03', '64.08', '64.71', '64.72', '64.74', '65.01', '65.71']);
  });
});

type Check = Readonly<{ code: string; passed: boolean; note: string | null }>;
type Awards = readonly Readonly<{ kind: 'CARING' | 'PROVINCE_CARING'; recipient: string }>[];
