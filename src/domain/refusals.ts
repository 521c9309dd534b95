import type { Bilingual } from '../kernel/locale.ts';

/** Refusals that every stream may answer with. */
export const generalRefusals = {
  NOT_ALLOWED: {
    id: 'Anda tidak berwenang melakukan ini untuk wilayah atau organisasi tersebut.',
    en: 'You are not authorised to do this for that place or organization.',
  },
  CONFLICT: {
    id: 'Jawaban ini baru saja diubah orang lain. Muat ulang lalu coba lagi.',
    en: 'Someone else changed this answer at the same moment. Reload and try again.',
  },
  CHANGED_SINCE_SEEN: {
    id: 'Indikator berubah setelah Anda melihatnya. Muat ulang dan periksa kembali.',
    en: 'The indicator changed after you saw it. Reload and look again.',
  },
  SEEN_UNKNOWN: {
    id: 'Posisi yang Anda sebut sebagai terlihat belum ada dalam buku besar.',
    en: 'The position you say you saw does not exist in the ledger yet.',
  },
  NOTHING_CHANGED: { id: 'Tidak ada yang berubah.', en: 'Nothing would change.' },
  COMMAND_ID_REUSED: {
    id: 'Pengenal perintah ini sudah dipakai untuk isi yang berbeda.',
    en: 'This command id was already used with different content.',
  },
  CLOCK_SUSPECT: {
    id: 'Jam server basis data menyimpang. Tidak ada yang dicatat sampai operator memeriksanya.',
    en: 'The database clock is suspect. Nothing is recorded until an operator has looked at it.',
  },
  LEDGER_BEHIND_CHECKPOINT: {
    id: 'Basis data tidak lagi memuat apa yang pernah ditandatangani. Hanya bisa dibaca sampai operator memulihkannya.',
    en: 'The database no longer holds what was signed. It can only be read until an operator has restored it.',
  },
  GENERATION_MISMATCH: {
    id: 'Versi server ini tidak cocok dengan basis data.',
    en: 'This server is of another version than the database.',
  },
  ENTRY_TOO_LARGE: {
    id: 'Isi terlalu besar untuk satu catatan (maksimum 65.535 bita).',
    en: 'The content is too large for one entry (65,535 bytes at most).',
  },
  PERSON_ERASED: {
    id: 'Data pribadi orang ini telah dihapus; ia tidak dapat lagi bertindak atau diubah.',
    en: 'This person was erased: they can do nothing any more, and nothing can be done about them.',
  },
  BUSY: {
    id: 'Terlalu banyak perintah sedang menunggu. Coba lagi sebentar lagi.',
    en: 'Too many commands are waiting. Try again in a moment.',
  },
} as const satisfies Record<string, Bilingual>;

export type GeneralRefusalCode = keyof typeof generalRefusals;
