import type { Bilingual } from '../../kernel/locale.ts';

export const jurisdictionRefusals = {
  JURISDICTION_REGISTERED: { id: 'Wilayah ini sudah terdaftar.', en: 'This jurisdiction is registered already.' },
  JURISDICTION_UNKNOWN: { id: 'Wilayah ini tidak dikenal.', en: 'There is no such jurisdiction.' },
  ORGANIZATION_REGISTERED: { id: 'Organisasi ini sudah terdaftar.', en: 'This organization is registered already.' },
  ORGANIZATION_UNKNOWN: {
    id: 'Organisasi ini belum terdaftar di wilayah tersebut.',
    en: 'This organization is not registered in that jurisdiction.',
  },
} as const satisfies Record<string, Bilingual>;
