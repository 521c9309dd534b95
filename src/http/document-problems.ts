import type { Problem } from './exchange.ts';

/** One answer for every reason, so that it tells nobody what is where. */
export const DOCUMENT_NOT_FOUND: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: 'Tidak ada dokumen ini dalam laporan yang dapat Anda lihat. Alamatnya /documents/<digest>?report=<id>.',
    en: 'There is no such document in a report that you can see. The address is /documents/<digest>?report=<id>.',
  },
};

export const READ_ONLY: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Dokumen diambil dengan GET atau HEAD.', en: 'Documents are fetched with GET or HEAD.' },
  headers: { allow: 'GET, HEAD' },
};

export const INFECTED: Problem = {
  status: 403,
  code: 'DOCUMENT_INFECTED',
  message: {
    id: 'Pemindai menemukan perangkat perusak dalam dokumen ini; dokumen tidak diserahkan.',
    en: 'The scanner found malware in this document; it is not handed out.',
  },
};

export const QUARANTINED: Problem = {
  status: 409,
  code: 'DOCUMENT_QUARANTINED',
  message: {
    id: 'Dokumen ini belum selesai dipindai. Coba lagi sebentar lagi.',
    en: 'The document has not been scanned yet. Try again in a moment.',
  },
};

/** What the ledger names and the store does not have, or has otherwise: an operator has to look. */
export const ALTERED: Problem = {
  status: 500,
  code: 'DOCUMENT_ALTERED',
  message: {
    id: 'Isi yang tersimpan bukan isi dokumen ini; tidak ada yang diserahkan.',
    en: 'What is stored are not the bytes of this document; nothing is handed out.',
  },
};

export function erased(position: number): Problem {
  return {
    status: 410,
    code: 'DOCUMENT_ERASED',
    message: {
      id: `Isi dokumen ini telah dihapus berdasarkan hukum oleh catatan ${position}.`,
      en: `The bytes of this document were erased by entry ${position}.`,
    },
    facts: { position },
  };
}

export function unsatisfiable(size: number): Problem {
  return {
    status: 416,
    code: 'RANGE_NOT_SATISFIABLE',
    message: { id: 'Rentang itu di luar isi dokumen.', en: 'That range is outside of the document.' },
    headers: { 'content-range': `bytes */${size}` },
  };
}
