import type { Bilingual } from '../../kernel/locale.ts';
import type { Sentences } from '../event.ts';
import type { CycleEvent } from './events.ts';

export const cycleSentences: Sentences<CycleEvent> = {
  CycleOpened: ({ cycle, participants, submission }) => ({
    id: `Siklus ${cycle} dibuka untuk ${participants.length} peserta sampai ${submission.closesAt}.`,
    en: `The cycle ${cycle} was opened for ${participants.length} participants until ${submission.closesAt}.`,
  }),
  ResultsPublished: ({ cycle, final, participants }) => ({
    id: `Hasil ${cycle} diumumkan: ${final} dari ${participants} peserta.`,
    en: `The results of ${cycle} were published: ${final} of ${participants} participants.`,
  }),
  DeadlineExtended: ({ cycle, units, closesAt, reason }) => ({
    id: `Batas waktu ${cycle} diperpanjang sampai ${closesAt} untuk ${units ? named(units).id : 'semua peserta'}: ${reason}`,
    en: `The deadline of ${cycle} was extended until ${closesAt} for ${units ? named(units).en : 'all participants'}: ${reason}`,
  }),
  SubmissionWindowClosed: ({ cycle, closesAt, units, notSubmitted }) => ({
    id: `Masa pelaporan ${cycle} berakhir pada ${closesAt}${units ? ` untuk ${named(units).id}` : ''}; ${notSubmitted.length} peserta belum mengajukan laporan.`,
    en: `The submission window of ${cycle} closed at ${closesAt}${units ? ` for ${named(units).en}` : ''}; ${notSubmitted.length} participants had not submitted.`,
  }),
  EditionReplaced: ({ cycle, from, to, reason }) => ({
    id: `Edisi ${from} siklus ${cycle} diganti dengan edisi ${to}: ${reason}`,
    en: `The edition ${from} of the cycle ${cycle} was replaced by ${to}: ${reason}`,
  }),
  OfficialScoreRecorded: ({ unit, total, source }) => ({
    id: `Nilai resmi ${unit} yang diumumkan: ${total} (${source}).`,
    en: `The official score published for ${unit}: ${total} (${source}).`,
  }),
  AwardsGranted: ({ cycle, awards }) => ({
    id: `${awards.length} penghargaan ${cycle} ditetapkan.`,
    en: `${awards.length} awards of ${cycle} were granted.`,
  }),
};

/** A sentence names a few units; of many it says how many they are. */
function named(units: readonly string[]): Bilingual {
  const codes = units.join(', ');
  return units.length > 5
    ? { id: `${units.length} peserta`, en: `${units.length} participants` }
    : { id: codes, en: codes };
}
