import type { Sentences } from '../event.ts';
import type { LedgerEvent } from './events.ts';

export const ledgerSentences: Sentences<LedgerEvent> = {
  LedgerOpened: ({ origin }) => ({ id: `Buku besar ${origin} dibuka.`, en: `The ledger ${origin} was opened.` }),
  DemoTold: ({ stories }) => ({
    id: `Cerita demo selesai: ${stories.join('; ')}.`,
    en: `The demo stories are told: ${stories.join('; ')}.`,
  }),
};
