import type { Bilingual } from '../../kernel/locale.ts';

export const cycleRefusals = {
  CYCLE_OPEN: { id: 'Siklus ini sudah dibuka.', en: 'This cycle has been opened already.' },
  CYCLE_UNKNOWN: { id: 'Siklus ini tidak dikenal.', en: 'There is no such cycle.' },
  CYCLE_CODE_MISMATCH: {
    id: 'Kode siklus harus memuat instrumen, tahun siklus, dan periodenya bila instrumen memiliki beberapa periode.',
    en: 'The code of a cycle must say its instrument, its year, and its period where the instrument has several.',
  },
  UNIT_UNKNOWN: {
    id: 'Unit ini tidak terdaftar sebagai wilayah maupun organisasi.',
    en: 'This unit is registered neither as a jurisdiction nor as an organization.',
  },
  PERIOD_UNKNOWN: { id: 'Edisi ini tidak mengenal periode tersebut.', en: 'The edition has no such period.' },
  WINDOW_REVERSED: {
    id: 'Batas akhir pelaporan harus setelah pembukaannya.',
    en: 'The submission window must close after it opens.',
  },
  PARTICIPANT_TWICE: { id: 'Peserta tercantum dua kali.', en: 'A participant is listed twice.' },
  RESULTS_PUBLISHED: {
    id: 'Hasil siklus ini sudah diumumkan.',
    en: 'The results of this cycle are published already.',
  },
  WINDOW_STILL_OPEN: {
    id: 'Masa pelaporan siklus ini belum berakhir.',
    en: 'The submission window of this cycle has not closed yet.',
  },
  REPORTS_NOT_FINAL: {
    id: 'Masih ada laporan yang sudah diajukan tetapi belum final.',
    en: 'Some submitted reports are not final yet.',
  },
  DEADLINE_NOT_LATER: {
    id: 'Batas waktu yang baru harus lebih lambat daripada yang berlaku.',
    en: 'The new deadline must be later than the one in force.',
  },
  DEADLINE_IN_THE_PAST: { id: 'Batas waktu yang baru sudah lewat.', en: 'The new deadline has passed already.' },
  DEADLINE_TOO_FAR: {
    id: 'Batas waktu paling jauh seratus tahun dari sekarang.',
    en: 'A deadline lies a hundred years ahead at most.',
  },
  ASSESSMENT_BEGUN: {
    id: 'Edisi tidak dapat diganti: penilaian sudah dimulai.',
    en: 'The edition cannot be replaced: assessment has begun.',
  },
  EDITION_DOES_NOT_FIT: {
    id: 'Edisi tersebut tidak menanyakan hal yang sama dengan cara yang sama.',
    en: 'That edition does not ask the same things in the same way.',
  },
  PREDICATE_UNKNOWN: { id: 'Edisi ini tidak mengenal predikat tersebut.', en: 'The edition has no such predicate.' },
} as const satisfies Record<string, Bilingual>;
