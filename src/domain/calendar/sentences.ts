import type { Sentences } from '../event.ts';
import type { CalendarEvent } from './events.ts';

export const calendarSentences: Sentences<CalendarEvent> = {
  CalendarYearPublished: ({ calendar, year, revision, days }) => {
    const leave = days.filter(({ kind }) => kind === 'JOINT_LEAVE').length;
    const holidays = days.length - leave;
    return {
      id: `Kalender ${calendar} ${year} diterbitkan, revisi ${revision} (hari libur: ${holidays}, cuti bersama: ${leave}).`,
      en: `The calendar ${calendar} ${year} was published, revision ${revision} (holidays: ${holidays}, joint leave: ${leave}).`,
    };
  },
};
