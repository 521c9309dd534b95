import type { ActionReport } from './report.ts';

/** 100 and 100, and 97 for seven formal faults that only the last verification finds. */
export const BALIKPAPAN: readonly ActionReport[] = [
  {
    unit: '64.71',
    period: 'B04',
    answered: '2025-04-21 08:30',
    submitted: '2025-04-22 10:00',
    achieved: {},
    foundAt: 'national',
    faults: [],
    correction: null,
  },
  {
    unit: '64.71',
    period: 'B08',
    answered: '2025-08-22 08:30',
    submitted: '2025-08-25 10:00',
    achieved: {},
    foundAt: 'national',
    faults: [],
    correction: {
      stage: 'provincial',
      returned: '2025-09-08 11:00',
      mended: '2025-09-09 09:00',
      resubmitted: '2025-09-09 14:00',
      decided: '2025-09-10 09:30',
      actions: [
        {
          action: 'AH-P2',
          evidence: 3,
          reason: 'WRONG_PERIOD',
          note: 'The report covers January to April; this period asks for May to August.',
        },
        {
          action: 'AH-D2',
          evidence: 4,
          reason: 'UNREADABLE',
          note: 'The second page of the attendance list cannot be read.',
        },
      ],
    },
  },
  {
    unit: '64.71',
    period: 'B12',
    answered: '2025-11-28 08:30',
    submitted: '2025-12-01 10:00',
    achieved: {},
    foundAt: 'national',
    faults: [
      ['AH-P2.C03', 'The cover letter has a number but no date.'],
      ['AH-A1.C08', 'The report is signed by the secretary, without a letter of authority.'],
      ['AH-A1.C10', 'The second page of the attendance list has no signatures.'],
      ['AH-D1.C02', 'The cover letter is signed but not stamped.'],
      ['AH-D1.C06', 'The report uses the form of 2024, which lacks the column on constraints.'],
      ['AH-D2.C05', 'The budget document is of budget year 2024.'],
      ['AH-M1.C09', 'The minutes are dated 14 August 2025, in the period before.'],
    ],
    correction: null,
  },
];
