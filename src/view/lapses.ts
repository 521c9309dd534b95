import { validityDates } from '../domain/report/index.ts';
import type { Attachment } from '../domain/report/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { TimeZone } from '../domain/jurisdiction/index.ts';
import { localDay } from '../kernel/calendar.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { At } from './reader.ts';
import type { ReportMoment } from './score.ts';

/** A document whose validity ends some day. Days are `2025-12-31`, in the unit's own calendar. */
export type Lapse = Readonly<{
  indicator: string;
  attachment: Attachment;
  validUntil: string;
  /** The day on which it has to be valid; null where the edition does not ask. */
  judgedOn: string | null;
  /** Is it valid on that day? True where the edition does not ask. */
  suffices: boolean;
  /** From the moment asked about; negative once it has lapsed. */
  daysLeft: number;
}>;

export type LapsesOf = Readonly<{ moment: ReportMoment; cycle: CycleRow; timeZone: TimeZone; at: At }>;

/** What will lapse, or has lapsed, and when: the next one first. What is only shown is computed from the moment. */
export function lapsesOf({ moment, cycle, timeZone, at }: LapsesOf): readonly Lapse[] {
  const utcOffset = TIME_ZONES[timeZone];
  const dates = validityDates({ cycle, unit: { utcOffset } });
  const today = localDay(at.time, utcOffset);
  return moment.responses
    .flatMap(({ indicator, documents }) =>
      documents.flatMap((attachment) => {
        const { validUntil, status, evidence } = attachment;
        if (validUntil === null || status !== 'ATTACHED') return [];
        const validAt = moment.paper.indicators.get(indicator)?.evidence.find(({ code }) => code === evidence)?.validAt;
        const judgedOn = validAt ? dates[validAt] : null;
        const suffices = judgedOn === null || validUntil >= judgedOn;
        return [{ indicator, attachment, validUntil, judgedOn, suffices, daysLeft: daysBetween(today, validUntil) }];
      }),
    )
    .toSorted((a, b) => (a.validUntil < b.validUntil ? -1 : Number(a.validUntil > b.validUntil)));
}

const MILLISECONDS_PER_DAY = 86_400_000;

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;
}
