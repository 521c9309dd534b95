import type { Bilingual } from '../../kernel/locale.ts';

export const instrumentRefusals = {
  EDITION_PUBLISHED: {
    id: 'Edisi ini sudah diterbitkan dan tidak dapat diubah. Terbitkan edisi baru.',
    en: 'This edition is published and cannot change. Publish a new edition.',
  },
  EDITION_UNKNOWN: {
    id: 'Edisi instrumen ini belum diterbitkan.',
    en: 'This edition of the instrument is not published.',
  },
} as const satisfies Record<string, Bilingual>;
