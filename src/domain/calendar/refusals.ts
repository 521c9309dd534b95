import type { Bilingual } from '../../kernel/locale.ts';

export const calendarRefusals = {
  CALENDAR_DATE_OUTSIDE_YEAR: {
    id: 'Ada tanggal yang tidak berada dalam tahun kalender ini.',
    en: 'A date is not in the year of this calendar.',
  },
  CALENDAR_DATE_REPEATED: {
    id: 'Ada tanggal yang disebut lebih dari sekali.',
    en: 'A date is named more than once.',
  },
  CALENDAR_REASON_MISSING: {
    id: 'Kalender tahun ini sudah diterbitkan. Revisi memerlukan alasan.',
    en: 'The calendar of this year is published. A revision needs a reason.',
  },
  CALENDAR_REVISED: {
    id: 'Revisi yang berlaku bukan yang Anda lihat. Muat ulang dan periksa kembali.',
    en: 'The revision in force is not the one you saw. Reload and look again.',
  },
} as const satisfies Record<string, Bilingual>;
