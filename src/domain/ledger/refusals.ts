import type { Bilingual } from '../../kernel/locale.ts';

export const ledgerRefusals = {
  LEDGER_OPEN: { id: 'Buku besar ini sudah dibuka.', en: 'This ledger has been opened already.' },
  LEDGER_NOT_OPEN: { id: 'Buku besar ini belum dibuka.', en: 'This ledger has not been opened yet.' },
  NOT_A_DEMO: { id: 'Buku besar ini bukan demo.', en: 'This ledger is not a demo.' },
  DEMO_TOLD: { id: 'Demo sudah selesai diceritakan.', en: 'The demo has been told already.' },
  KEY_KNOWN: {
    id: 'Kunci atau nama ini sudah dipakai oleh buku besar.',
    en: 'The ledger has used this key or this name before.',
  },
  SEALED_ALREADY: {
    id: 'Kepala aliran pada posisi ini sudah disegel, atau posisi ini belum ada.',
    en: 'The stream heads of this position are sealed already, or the position does not exist yet.',
  },
} as const satisfies Record<string, Bilingual>;
