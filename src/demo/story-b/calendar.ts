/** Local times at which the first place has its turn; the others follow. */
export const CARING_CALENDAR = {
  called: '2022-11-14 09:00',
  opens: '2022-12-01 00:00',
  closes: '2023-04-01 00:00',
  notice:
    'ILLUSTRATIVE: window to 31 March 2023. Which places are Peduli HAM is from public reports; the scores of single ' +
    'places and the answers behind them are made up.',
  /** The day that stands on the evidence: in the year that the data describe. */
  issuedOn: '2021-10-14',
  /** Places report in waves, each with a day of input and a day of submission. */
  waves: [
    { answered: '2023-02-06 08:30', submitted: '2023-02-24 09:00' },
    { answered: '2023-02-20 08:30', submitted: '2023-03-14 09:00' },
    { answered: '2023-03-06 08:30', submitted: '2023-03-28 09:00' },
  ],
  reviewed: '2023-04-10 08:30',
  forwarded: '2023-05-10 08:30',
  scored: '2023-09-11 08:30',
  concluded: '2023-09-15 08:30',
  proposed: '2023-10-16 08:30',
  finalized: '2023-11-14 08:30',
  /** Human Rights Day. */
  published: '2023-12-10 09:00',
} as const;
