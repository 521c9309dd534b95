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
  AwardsGranted: ({ cycle, awards }) => ({
    id: `${awards.length} penghargaan ${cycle} ditetapkan.`,
    en: `${awards.length} awards of ${cycle} were granted.`,
  }),
};
