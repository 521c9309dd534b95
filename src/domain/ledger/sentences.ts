import type { Sentences } from '../event.ts';
import type { LedgerEvent } from './events.ts';

export const ledgerSentences: Sentences<LedgerEvent> = {
  LedgerOpened: ({ origin }) => ({ id: `Buku besar ${origin} dibuka.`, en: `The ledger ${origin} was opened.` }),
  DemoTold: ({ stories }) => ({
    id: `Cerita demo selesai: ${stories.join('; ')}.`,
    en: `The demo stories are told: ${stories.join('; ')}.`,
  }),
  SigningKeyRotated: ({ key, retiresAt }) => ({
    id: `Titik periksa kini ditandatangani dengan kunci ${key}; kunci sebelumnya berlaku sampai ${retiresAt}.`,
    en: `Checkpoints are now signed with the key ${key}; the one before signs along until ${retiresAt}.`,
  }),
  StreamHeadsSealed: ({ position, streams }) => ({
    id: `Kepala ${streams} aliran disegel pada posisi ${position}.`,
    en: `The heads of ${streams} streams were sealed as of position ${position}.`,
  }),
  LedgerForked: ({ origin, oldOrigin, keptSize, reason }) => ({
    id: `Buku besar ${oldOrigin} dilanjutkan sebagai ${origin} setelah ${keptSize} entri: ${reason}`,
    en: `The ledger ${oldOrigin} goes on as ${origin} after ${keptSize} entries: ${reason}`,
  }),
};
