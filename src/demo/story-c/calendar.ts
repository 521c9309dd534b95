/** Local times at which the first place has its turn; the others follow. */
export const REFORM_CALENDAR = {
  /** When the agencies that only this index asks are registered. */
  joined: '2026-02-23 10:00',
  called: '2026-02-25 09:00',
  opens: '2026-03-09 00:00',
  closes: '2026-04-01 00:00',
  notice:
    'Window of 9 to 31 March 2026 FOUND: https://porossulbar.com/?p=19397. ILLUSTRATIVE: the scores of the places, the ' +
    'answers and documents behind them, and every later date.',
  /** The day that stands on the evidence: in the year that the data describe. */
  issuedOn: '2025-12-12',
  reviewed: '2026-04-06 09:00',
  forwarded: '2026-04-16 14:00',
  scored: '2026-05-04 09:00',
  concluded: '2026-05-07 13:00',
  proposed: '2026-05-18 09:00',
  finalized: '2026-05-20 10:00',
  published: '2026-06-09 09:00',
  officialRecorded: '2026-06-15 10:00',
} as const;
