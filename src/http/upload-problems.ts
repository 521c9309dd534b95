import type { UploadProblem } from '../document/upload.ts';
import type { Problem } from './exchange.ts';

/** What each of them says to whoever uploads. */
export const UPLOAD_PROBLEMS: Readonly<Record<UploadProblem, Problem>> = {
  EMPTY: {
    status: 422,
    code: 'EMPTY',
    message: { id: 'Dokumen ini tidak berisi apa-apa.', en: 'The document has no bytes.' },
  },
  TOO_LARGE: {
    status: 413,
    code: 'DOCUMENT_TOO_LARGE',
    message: { id: 'Dokumen ini lebih besar dari yang diterima.', en: 'The document is larger than what is taken.' },
  },
  TYPE_NOT_TAKEN: {
    status: 415,
    code: 'TYPE_NOT_TAKEN',
    message: {
      id: 'Isi dokumen ini bukan PDF, JPEG, PNG, TIFF, DOCX, XLSX, PPTX, ODT, atau ODS yang utuh.',
      en: 'The bytes are no whole PDF, JPEG, PNG, TIFF, DOCX, XLSX, PPTX, ODT or ODS document.',
    },
  },
  TYPE_DIFFERS: {
    status: 415,
    code: 'TYPE_DIFFERS',
    message: {
      id: 'Isi dokumen ini bukan dari jenis yang disebut Content-Type.',
      en: 'The bytes are not of the type that Content-Type names.',
    },
  },
  ARCHIVE_NOT_TAKEN: {
    status: 422,
    code: 'ARCHIVE_NOT_TAKEN',
    message: {
      id: 'Dokumen Office ini rusak, terenkripsi, memuat makro, atau mengembang melampaui batas.',
      en: 'This office document is damaged, encrypted, holds macros, or inflates beyond the limits.',
    },
  },
  DIGEST_DIFFERS: {
    status: 422,
    code: 'DIGEST_DIFFERS',
    message: {
      id: 'Byte yang tiba tidak cocok dengan digest yang dikirim.',
      en: 'The bytes that arrived do not match the digest that was sent.',
    },
  },
  MALWARE_FOUND: {
    status: 422,
    code: 'MALWARE_FOUND',
    message: {
      id: 'Pemindai menemukan perangkat lunak berbahaya dalam dokumen ini.',
      en: 'The scanner found malware in this document.',
    },
  },
  UPLOAD_UNKNOWN: {
    status: 404,
    code: 'NOT_FOUND',
    message: {
      id: 'Unggahan ini tidak ada atau sudah kedaluwarsa.',
      en: 'There is no such upload, or it has expired.',
    },
  },
  UPLOAD_BEGUN: {
    status: 409,
    code: 'UPLOAD_BEGUN',
    message: {
      id: 'Unggahan dengan nama ini sudah dimulai; lanjutkan dengan PATCH atau pakai nama lain.',
      en: 'An upload of this name has begun; go on with PATCH or take another name.',
    },
  },
  UPLOAD_BUSY: {
    status: 409,
    code: 'UPLOAD_BUSY',
    message: {
      id: 'Permintaan lain sedang mengerjakan unggahan ini.',
      en: 'Another request is working on this upload.',
    },
    headers: { 'retry-after': '2' },
  },
  OFFSET_DIFFERS: {
    status: 409,
    code: 'OFFSET_DIFFERS',
    message: {
      id: 'Unggahan ini tidak berada di Upload-Offset itu; tanyakan dengan HEAD.',
      en: 'The upload does not stand at this Upload-Offset; ask with HEAD.',
    },
  },
  LENGTH_DIFFERS: {
    status: 400,
    code: 'LENGTH_DIFFERS',
    message: {
      id: 'Dokumen ini tidak sepanjang Upload-Length yang disebut.',
      en: 'The document is not as long as its Upload-Length says.',
    },
  },
  TOO_MANY_UNFINISHED: {
    status: 429,
    code: 'TOO_MANY_UPLOADS',
    message: {
      id: 'Terlalu banyak unggahan Anda yang belum selesai; lanjutkan atau batalkan dahulu.',
      en: 'Too many of your uploads are unfinished; go on with them or cancel them first.',
    },
    headers: { 'retry-after': '60' },
  },
  BROKEN_OFF: {
    status: 400,
    code: 'BAD_REQUEST',
    message: {
      id: 'Sambungan terputus sebelum dokumen lengkap.',
      en: 'The connection broke before the document was whole.',
    },
  },
  TOO_SLOW: {
    status: 408,
    code: 'TIMEOUT',
    message: { id: 'Dokumen ini tiba terlalu lambat.', en: 'The document arrives too slowly.' },
    headers: { connection: 'close' },
  },
  STORAGE_FULL: {
    status: 507,
    code: 'STORAGE_FULL',
    message: {
      id: 'Tempat penyimpanan dokumen penuh; coba lagi nanti.',
      en: 'The storage for documents is full; try again later.',
    },
    headers: { 'retry-after': '600' },
  },
};

export const NO_SUCH_UPLOAD = UPLOAD_PROBLEMS.UPLOAD_UNKNOWN;

export const OWNER_NOT_ALLOWED: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: {
    id: 'Anda tidak berwenang mengunggah dokumen atas nama ini.',
    en: 'You are not authorised to upload documents in this name.',
  },
};

/** The names are the caller's own. */
export function ownerNeeded(owners: readonly string[]): Problem {
  return {
    status: 400,
    code: 'OWNER_NEEDED',
    message: {
      id: 'Sebutkan atas nama siapa dokumen ini: parameter "owner".',
      en: 'Say in whose name the document is: the parameter "owner".',
    },
    facts: { owners: owners.join(' ') },
  };
}

export const EACH_FULL: Problem = {
  status: 429,
  code: 'TOO_MANY_UPLOADS',
  message: { id: 'Terlalu banyak unggahan Anda sekaligus.', en: 'Too many of your uploads at once.' },
  headers: { 'retry-after': '5' },
};

export const ALL_FULL: Problem = {
  status: 503,
  code: 'UPLOADS_FULL',
  message: {
    id: 'Terlalu banyak unggahan saat ini; coba lagi sebentar lagi.',
    en: 'Too many uploads at the moment; try again shortly.',
  },
  headers: { 'retry-after': '10' },
};

export const ENCODING_NOT_TAKEN: Problem = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: {
    id: 'Dokumen dikirim apa adanya, tanpa Content-Encoding dan Content-Range.',
    en: 'Documents are sent as they are, without Content-Encoding and Content-Range.',
  },
};

export const PUT_ONLY: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Dokumen diunggah dengan PUT.', en: 'Documents are uploaded with PUT.' },
  headers: { allow: 'PUT' },
};

export const RESOURCE_METHODS: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: {
    id: 'Unggahan ditanyakan dengan HEAD, dilanjutkan dengan PATCH, dibatalkan dengan DELETE.',
    en: 'An upload is asked about with HEAD, gone on with by PATCH, cancelled with DELETE.',
  },
  headers: { allow: 'HEAD, PATCH, DELETE' },
};

/** A header field that is not of its form, or missing where it has to be. */
export function badField(name: string): Problem {
  return {
    status: 400,
    code: 'BAD_USER_INPUT',
    message: {
      id: `Header ${name} tidak ada atau tidak sesuai bentuknya.`,
      en: `The header ${name} is missing or not of its form.`,
    },
    facts: { header: name },
  };
}
