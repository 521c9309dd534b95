import { describe, expect, it } from 'vitest';

import { rational } from '../../../src/kernel/rational.ts';
import type { CycleRow } from '../../../src/projection/cycle.ts';
import type { ReportRow } from '../../../src/projection/report.ts';
import { periodOfYear } from '../../../src/projection/year.ts';
import { timelinessOfReport } from '../../../src/view/timeliness.ts';
import { MAKASSAR, wita } from '../../support/timeliness-samples.ts';

const UNIT = '64.71';
const ANNOUNCED = wita('2025-05-10 00:00');
const LATER = wita('2025-06-07 00:00');
const BEFORE = wita('2025-05-09 00:00');
const AFTER = wita('2025-05-11 00:00');

/** A window that was extended for the unit by 28 days, by entry 20. */
const cycle = {
  cycle: 'TEST-2025-P1',
  period: 'P1',
  participants: [UNIT],
  announced: { opensAt: wita('2025-04-01 00:00'), closesAt: ANNOUNCED },
  submission: { opensAt: wita('2025-04-01 00:00'), closesAt: ANNOUNCED },
  extensions: [{ units: [UNIT], closesAt: LATER, previous: ANNOUNCED, reason: 'A flood.', at: BEFORE, position: 20 }],
  published: null,
  // Only its window is looked at.
} as unknown as CycleRow;

type Submission = ReportRow['submissions'][number];

function submitted(at: string, position: number, late: boolean): Submission {
  return { at, position, complete: true, missing: [], late };
}

function report(...submissions: readonly Submission[]): ReportRow {
  const timed = { unit: UNIT, period: 'P1', stage: 'PROVINCIAL_REVIEW', rounds: [], finals: [], final: null };
  // Only its times are looked at.
  return { ...timed, submissions } as unknown as ReportRow;
}

function told(row: ReportRow, now = wita('2025-07-01 00:00')) {
  return timelinessOfReport(row, { cycle, local: MAKASSAR, now });
}

describe('The lead of a report', () => {
  it('is not bought by an extension that came after it', () => {
    const row = report(submitted(BEFORE, 10, false));

    expect(told(row)).toMatchObject({ deadline: ANNOUNCED, lead: rational(24) });
    expect(periodOfYear(cycle, [row]).reports[0]?.times).toMatchObject({ deadline: ANNOUNCED });
  });

  it('is measured to the extension that was there before it', () => {
    const row = report(submitted(AFTER, 30, false));

    expect(told(row)).toMatchObject({ deadline: LATER, lead: rational(27 * 24) });
    expect(periodOfYear(cycle, [row]).reports[0]?.times).toMatchObject({ deadline: LATER });
  });

  it('is negative for ever where the report was late before it got more time', () => {
    expect(told(report(submitted(AFTER, 10, true)))).toMatchObject({ deadline: ANNOUNCED, lead: rational(-24) });
  });
});

describe('A report is late', () => {
  it('as its first submission recorded it, whatever time was given afterwards', () => {
    expect(told(report(submitted(AFTER, 10, true))).late).toBe(true);
    expect(told(report(submitted(AFTER, 30, false))).late).toBe(false);
  });

  it('from the end of its window on while it is not submitted', () => {
    expect(told(report(), LATER).late).toBe(true);
    expect(told(report(), AFTER).late).toBe(false);
  });
});
