/** The periods of the reporting of human-rights actions in a year. */
export const ACTION_PERIODS = ['B04', 'B08', 'B12'] as const;

export type ActionPeriod = (typeof ACTION_PERIODS)[number];

/** When a review stage decides on its first report, and when it passes the reports on. */
type Stage = Readonly<{ decided: string; forwarded: string }>;

/** When those act who act on all reports of a period; local times. The windows are illustrative, as the notices say. */
export type ActionCalendar = Readonly<{
  called: string;
  opens: string;
  closes: string;
  notice: string;
  /** The day that stands on the evidence. */
  issuedOn: string;
  provincial: Stage;
  regional: Stage;
  scored: string;
  concluded: string;
  proposed: string;
  finalized: string;
  published: string;
}>;

export const ACTION_CALENDAR: Readonly<Record<ActionPeriod, ActionCalendar>> = {
  B04: {
    called: '2025-04-08 09:00',
    opens: '2025-04-15 00:00',
    closes: '2025-05-06 00:00',
    notice: 'ILLUSTRATIVE: window of B04 2025, 15 April to 5 May 2025; the real notice was not found.',
    issuedOn: '2025-04-11',
    provincial: { decided: '2025-05-07 09:00', forwarded: '2025-05-27 14:00' },
    regional: { decided: '2025-05-28 09:00', forwarded: '2025-06-11 14:00' },
    scored: '2025-06-16 09:00',
    concluded: '2025-06-18 13:00',
    proposed: '2025-06-30 09:00',
    finalized: '2025-07-02 10:00',
    published: '2025-07-07 09:00',
  },
  B08: {
    called: '2025-08-06 09:00',
    opens: '2025-08-15 00:00',
    closes: '2025-09-06 00:00',
    notice: 'ILLUSTRATIVE: window of B08 2025, 15 August to 5 September 2025; the real notice was not found.',
    issuedOn: '2025-08-13',
    provincial: { decided: '2025-09-08 09:00', forwarded: '2025-09-24 14:00' },
    regional: { decided: '2025-09-26 09:00', forwarded: '2025-10-15 14:00' },
    scored: '2025-10-20 09:00',
    concluded: '2025-10-22 13:00',
    proposed: '2025-11-03 09:00',
    finalized: '2025-11-05 10:00',
    published: '2025-11-10 09:00',
  },
  B12: {
    called: '2025-11-12 09:00',
    opens: '2025-11-20 00:00',
    closes: '2025-12-11 00:00',
    notice: 'ILLUSTRATIVE: window of B12 2025, 20 November to 10 December 2025; the real notice was not found.',
    issuedOn: '2025-11-28',
    provincial: { decided: '2025-12-11 09:00', forwarded: '2025-12-19 14:00' },
    regional: { decided: '2025-12-22 09:00', forwarded: '2026-01-09 14:00' },
    scored: '2026-01-14 09:00',
    concluded: '2026-01-19 13:00',
    proposed: '2026-01-29 09:00',
    finalized: '2026-02-03 10:00',
    published: '2026-02-10 09:00',
  },
};
