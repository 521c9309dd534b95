import type { Sentences } from '../event.ts';
import type { DocumentEvent } from './events.ts';

export const documentSentences: Sentences<DocumentEvent> = {
  DocumentScanned: ({ digest, verdict, signature, engine }) =>
    verdict === 'CLEAN'
      ? {
          id: `Dokumen ${digest} dipindai oleh ${engine}: bersih.`,
          en: `Document ${digest} was scanned by ${engine}: clean.`,
        }
      : {
          id: `Dokumen ${digest} dipindai oleh ${engine}: terinfeksi (${signature ?? '-'}).`,
          en: `Document ${digest} was scanned by ${engine}: infected (${signature ?? '-'}).`,
        },
  DocumentBytesErased: ({ digest, ground, authority }) => ({
    id: `Isi dokumen ${digest} dihapus atas perintah ${authority}. Dasar: ${ground}`,
    en: `The bytes of document ${digest} were erased by order of ${authority}. Ground: ${ground}`,
  }),
};
