import type { Bilingual } from '../../kernel/locale.ts';

export const documentRefusals = {
  DOCUMENT_UNKNOWN: {
    id: 'Tidak ada dokumen dengan digest tersebut.',
    en: 'There is no document of that digest.',
  },
  DOCUMENT_ERASED: {
    id: 'Isi dokumen ini telah dihapus berdasarkan hukum dan tidak dapat digunakan lagi.',
    en: 'The bytes of this document were erased by law and can no longer be used.',
  },
} as const satisfies Record<string, Bilingual>;
