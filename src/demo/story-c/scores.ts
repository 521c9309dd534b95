/** What a place states about its legal reform, in points by indicator; local times. The figures are illustrative. */
export type ReformReport = Readonly<{
  unit: string;
  answered: string;
  submitted: string;
  points: Readonly<Record<string, string>>;
}>;

/** 25, 25, 21 and 20: first by the weights in force, second by those of the manual. */
const SAMARINDA: ReformReport = {
  unit: '64.72',
  answered: '2026-03-10 08:30',
  submitted: '2026-03-12 10:00',
  points: {
    'IRH-V1-1': '7',
    'IRH-V1-2': '6',
    'IRH-V1-3': '7',
    'IRH-V1-4': '5',
    'IRH-V2-1': '5',
    'IRH-V2-2': '10',
    'IRH-V2-3': '10',
    'IRH-V3-1': '5',
    'IRH-V3-2': '6',
    'IRH-V3-3': '6',
    'IRH-V3-4': '4',
    'IRH-V4-1': '20',
  },
};

/** 20, 25, 30 and 14: second, and first by the weights of the manual, which let the third variable weigh more. */
const BONTANG: ReformReport = {
  unit: '64.74',
  answered: '2026-03-25 08:30',
  submitted: '2026-03-27 10:00',
  points: {
    'IRH-V1-1': '6',
    'IRH-V1-2': '4',
    'IRH-V1-3': '6',
    'IRH-V1-4': '4',
    'IRH-V2-1': '5',
    'IRH-V2-2': '10',
    'IRH-V2-3': '10',
    'IRH-V3-1': '6',
    'IRH-V3-2': '9',
    'IRH-V3-3': '9',
    'IRH-V3-4': '6',
    'IRH-V4-1': '14',
  },
};

/** States 25, 20, 28 and 15; one point of the third variable does not hold. */
const BALIKPAPAN: ReformReport = {
  unit: '64.71',
  answered: '2026-03-12 08:30',
  submitted: '2026-03-16 10:00',
  points: {
    'IRH-V1-1': '7',
    'IRH-V1-2': '6',
    'IRH-V1-3': '7',
    'IRH-V1-4': '5',
    'IRH-V2-1': '4',
    'IRH-V2-2': '8',
    'IRH-V2-3': '8',
    'IRH-V3-1': '6',
    'IRH-V3-2': '8',
    'IRH-V3-3': '9',
    'IRH-V3-4': '5',
    'IRH-V4-1': '15',
  },
};

export const REFORM_REPORTS: readonly ReformReport[] = [SAMARINDA, BONTANG, BALIKPAPAN];

/** Kutai Kartanegara opens its report in the last days, and never submits it. */
export const UNFINISHED: Omit<ReformReport, 'submitted'> = {
  unit: '64.02',
  answered: '2026-03-30 08:30',
  points: { 'IRH-V1-1': '6', 'IRH-V1-3': '5', 'IRH-V4-1': '12' },
};
