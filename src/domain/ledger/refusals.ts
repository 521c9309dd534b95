import type { Bilingual } from '../../kernel/locale.ts';

export const ledgerRefusals = {
  LEDGER_OPEN: { id: 'Buku besar ini sudah dibuka.', en: 'This ledger has been opened already.' },
  NOT_A_DEMO: { id: 'Buku besar ini bukan demo.', en: 'This ledger is not a demo.' },
  DEMO_TOLD: { id: 'Demo sudah selesai diceritakan.', en: 'The demo has been told already.' },
} as const satisfies Record<string, Bilingual>;
