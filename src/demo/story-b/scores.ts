/** How many of the 120 indicators a place holds in full in the end. The numbers are illustrative, the predicates are not. */
export type CaringPlace = Readonly<{ unit: string; full: number }>;

export const KUTAI_TIMUR = '64.08';

/** In order of reporting, five at a time. */
export const CARING_PLACES: readonly CaringPlace[] = [
  { unit: '64.71', full: 108 },
  { unit: '64.72', full: 104 },
  { unit: '64.74', full: 101 },
  { unit: '65.71', full: 99 },
  { unit: '64.02', full: 97 },
  { unit: '64.03', full: 94 },
  { unit: '65.01', full: 93 },
  { unit: '64.01', full: 92 },
  { unit: KUTAI_TIMUR, full: 90 },
  { unit: '65.03', full: 88 },
  { unit: '64.09', full: 86 },
  { unit: '65.02', full: 84 },
  { unit: '64.07', full: 81 },
  { unit: '65.04', full: 77 },
  { unit: '64.11', full: 74 },
];
