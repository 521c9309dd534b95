import type { ActionReport } from './report.ts';

const NOT_STAMPED = 'The cover letter is signed but carries no stamp.';
const NO_LETTERHEAD = 'The cover letter is on plain paper.';
const OLD_FORM = 'The report uses the form of the year before.';
const NO_POSITIONS = 'The attendance list names no positions.';
const NOT_SIGNED = 'The report is not signed by the head of the agency.';
const NO_ACTIVITY = 'The budget document does not name the activity.';

const SAMARINDA: readonly ActionReport[] = [
  {
    unit: '64.72',
    period: 'B04',
    answered: '2025-04-28 08:30',
    submitted: '2025-04-29 10:00',
    achieved: { 'AH-D1': '90', 'AH-M1': '90' },
    foundAt: 'regional',
    faults: [['AH-D1.C10', NO_POSITIONS]],
    correction: {
      stage: 'provincial',
      returned: '2025-05-07 13:00',
      mended: '2025-05-14 09:00',
      resubmitted: '2025-05-15 10:00',
      decided: '2025-05-19 09:30',
      actions: [
        {
          action: 'AH-A1',
          evidence: 1,
          reason: 'NO_SIGNATURE_OR_LETTERHEAD',
          note: 'The cover letter is not signed.',
        },
      ],
    },
  },
  {
    unit: '64.72',
    period: 'B08',
    answered: '2025-08-29 08:30',
    submitted: '2025-09-01 10:00',
    achieved: { 'AH-D1': '90', 'AH-M1': '85' },
    foundAt: 'regional',
    faults: [['AH-A2.C04', NO_ACTIVITY]],
    correction: null,
  },
  {
    unit: '64.72',
    period: 'B12',
    answered: '2025-12-04 08:30',
    submitted: '2025-12-05 10:00',
    achieved: { 'AH-D1': '90', 'AH-M1': '85' },
    foundAt: 'regional',
    faults: [
      ['AH-P1.C01', NO_LETTERHEAD],
      ['AH-D2.C06', OLD_FORM],
    ],
    correction: {
      stage: 'regional',
      returned: '2025-12-22 14:00',
      mended: '2025-12-29 09:00',
      resubmitted: '2025-12-30 10:00',
      decided: '2026-01-05 09:30',
      actions: [
        { action: 'AH-M1', evidence: 2, reason: 'WRONG_PERIOD', note: 'The budget document is of the year before.' },
      ],
    },
  },
];

const BONTANG: readonly ActionReport[] = [
  {
    unit: '64.74',
    period: 'B04',
    answered: '2025-04-29 08:30',
    submitted: '2025-04-30 10:00',
    achieved: { 'AH-P2': '80', 'AH-D1': '85' },
    foundAt: 'regional',
    faults: [['AH-P1.C02', NOT_STAMPED]],
    correction: null,
  },
  {
    unit: '64.74',
    period: 'B08',
    answered: '2025-09-01 08:30',
    submitted: '2025-09-02 10:00',
    achieved: { 'AH-A2': '80', 'AH-D2': '85' },
    foundAt: 'regional',
    faults: [
      ['AH-D1.C08', NOT_SIGNED],
      ['AH-D1.C10', NO_POSITIONS],
    ],
    correction: {
      stage: 'regional',
      returned: '2025-09-26 14:00',
      mended: '2025-10-02 09:00',
      resubmitted: '2025-10-03 10:00',
      decided: '2025-10-06 09:30',
      actions: [
        {
          action: 'AH-A2',
          evidence: 3,
          reason: 'NOT_SUPPORTED_BY_DOCUMENT',
          note: 'The report counts 8 of 10 schools, not all of them.',
          restated: '80',
        },
      ],
    },
  },
  {
    unit: '64.74',
    period: 'B12',
    answered: '2025-12-05 08:30',
    submitted: '2025-12-08 10:00',
    achieved: { 'AH-P2': '80', 'AH-D1': '85' },
    foundAt: 'national',
    faults: [
      ['AH-A1.C06', OLD_FORM],
      ['AH-M1.C02', NOT_STAMPED],
    ],
    correction: null,
  },
];

const KUTAI_KARTANEGARA: readonly ActionReport[] = [
  {
    unit: '64.02',
    period: 'B04',
    answered: '2025-04-30 08:30',
    submitted: '2025-05-02 10:00',
    achieved: { 'AH-D1': '70', 'AH-M1': '85' },
    foundAt: 'regional',
    faults: [
      ['AH-P2.C06', OLD_FORM],
      ['AH-M1.C10', NO_POSITIONS],
    ],
    correction: {
      stage: 'provincial',
      returned: '2025-05-07 14:00',
      mended: '2025-05-15 09:00',
      resubmitted: '2025-05-16 10:00',
      decided: '2025-05-20 09:30',
      actions: [
        { action: 'AH-D1', evidence: 3, reason: 'UNREADABLE', note: 'The scan of the report is cut off.' },
        {
          action: 'AH-A1',
          evidence: 4,
          reason: 'WRONG_FORM',
          note: 'Minutes are missing; only photographs were merged.',
        },
      ],
    },
  },
  {
    unit: '64.02',
    period: 'B08',
    answered: '2025-09-03 08:30',
    submitted: '2025-09-04 10:00',
    achieved: { 'AH-D1': '75', 'AH-M1': '85' },
    foundAt: 'regional',
    faults: [['AH-A1.C08', NOT_SIGNED]],
    correction: {
      stage: 'regional',
      returned: '2025-09-26 15:00',
      mended: '2025-10-07 09:00',
      resubmitted: '2025-10-08 10:00',
      decided: '2025-10-10 09:30',
      actions: [{ action: 'AH-A1', evidence: 3, reason: 'WRONG_PERIOD', note: 'The report covers the period before.' }],
    },
  },
  {
    unit: '64.02',
    period: 'B12',
    answered: '2025-12-08 08:30',
    submitted: '2025-12-09 10:00',
    achieved: { 'AH-D1': '80', 'AH-M1': '85' },
    foundAt: 'national',
    faults: [
      ['AH-D1.C04', NO_ACTIVITY],
      ['AH-D2.C02', NOT_STAMPED],
      ['AH-M1.C10', NO_POSITIONS],
    ],
    correction: null,
  },
];

/** Returned, and slower to correct than Balikpapan; below it in every period. The figures are illustrative. */
export const NEIGHBOURS: readonly ActionReport[] = [...SAMARINDA, ...BONTANG, ...KUTAI_KARTANEGARA];
