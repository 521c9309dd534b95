import type { Scope } from '../identity/identity.ts';
import type { Problem } from './exchange.ts';

export const NOT_FOUND: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: 'Tidak ada apa-apa di alamat ini. API-nya ada di /graphql.',
    en: 'Nothing is here. The API is at /graphql.',
  },
};

export const UNAUTHENTICATED: Problem = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: {
    id: 'Token tidak sah, kedaluwarsa, atau dibuat untuk buku besar lain.',
    en: 'The token is malformed, has expired, or was issued for another ledger.',
  },
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
};

/** No error is named to whoever showed nothing (RFC 6750 §3.1). */
export const CREDENTIALS_MISSING: Problem = {
  status: 401,
  code: 'UNAUTHENTICATED',
  message: { id: 'Sertakan token (Authorization: Bearer).', en: 'Bring a token along (Authorization: Bearer).' },
  headers: { 'www-authenticate': 'Bearer' },
};

export const IDENTITY_UNAVAILABLE: Problem = {
  status: 503,
  code: 'IDENTITY_UNAVAILABLE',
  message: {
    id: 'Penyedia identitas tidak dapat dihubungi saat ini; coba lagi nanti.',
    en: 'The identity provider cannot be reached now; try again later.',
  },
  headers: { 'retry-after': '5' },
};

/** For a machine's token that was not issued for this (RFC 6750 §3.1). */
export function scopeMissing(scope: Scope): Problem {
  return {
    status: 403,
    code: 'TOKEN_SCOPE',
    message: {
      id: `Token ini tidak diterbitkan untuk ini; yang diperlukan: ${scope}.`,
      en: `This token was not issued for this; what it takes: ${scope}.`,
    },
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
    facts: { scope },
  };
}

export const UNSUPPORTED_MEDIA_TYPE: Problem = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: {
    id: 'Kirim isi permintaan sebagai application/json.',
    en: 'Send the request body as application/json.',
  },
};

/** A small body could be inflated to a large one. */
export const COMPRESSED: Problem = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message: {
    id: 'Kirim isi permintaan tanpa kompresi (tanpa Content-Encoding).',
    en: 'Send the request body uncompressed (without Content-Encoding).',
  },
  headers: { 'accept-encoding': 'identity' },
};

export const BODY_TOO_LARGE: Problem = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  message: { id: 'Isi permintaan terlalu besar.', en: 'The request body is too large.' },
};

export const MALFORMED: Problem = {
  status: 400,
  code: 'BAD_REQUEST',
  message: {
    id: 'Alamat atau parameter permintaan ini tidak sah.',
    en: 'The address or a parameter of the request is malformed.',
  },
};

export const BODY_MISSING: Problem = {
  status: 400,
  code: 'BAD_REQUEST',
  message: { id: 'Permintaan ini tidak berisi apa-apa.', en: 'The request has no body.' },
};

export const LOG_CANNOT_SIGN: Problem = {
  status: 503,
  code: 'LOG_CANNOT_SIGN',
  message: {
    id: 'Log tidak dapat menandatangani saat ini; lihat /ready.',
    en: 'The log cannot sign now; see /ready.',
  },
};

export const STOPPING: Problem = {
  status: 503,
  code: 'STOPPING',
  message: {
    id: 'Server ini sedang berhenti. Kirim ulang, dengan commandId yang sama.',
    en: 'This server is stopping. Send it again, with the same commandId.',
  },
  headers: { 'retry-after': '1', connection: 'close' },
};

export const BROKEN: Problem = {
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  message: { id: 'Terjadi kesalahan di server.', en: 'Something went wrong on the server.' },
};

export const CYCLE_UNKNOWN: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: { id: 'Siklus ini tidak ada pada saat itu.', en: 'There was no such cycle at that moment.' },
};

export const NO_FULL_SIGHT: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: {
    id: 'Tanpa kewenangan atas unit ini hanya hasil yang sudah diumumkan yang dapat dilihat.',
    en: 'Without a grant over this unit only published results can be seen.',
  },
};

/** For a parameter that is missing, unknown, there twice, or not of its form. Its name is the client's own: cut short. */
export function badParameter(name: string): Problem {
  const shown = JSON.stringify(name.slice(0, 40));
  return {
    status: 400,
    code: 'BAD_USER_INPUT',
    message: {
      id: `Parameter ${shown} tidak ada, tidak dikenal, ganda, atau tidak sesuai bentuknya.`,
      en: `The parameter ${shown} is missing, unknown, there twice, or not of its form.`,
    },
  };
}

export const TOO_MANY_AT_ONCE: Problem = {
  status: 429,
  code: 'TOO_MANY_AT_ONCE',
  message: {
    id: 'Terlalu banyak berkas diambil atau dikirim sekaligus. Tunggu sampai salah satunya selesai.',
    en: 'Too many files are fetched or sent at once. Wait until one of them has ended.',
  },
  // Most of them take less.
  headers: { 'retry-after': '10' },
};

export const REPORT_NOT_OPEN: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: { id: 'Laporan ini belum dibuka.', en: 'This report has not been opened.' },
};

/** Where the bytes of documents lie does not answer; nothing was stored or recorded. */
export const STORAGE_UNAVAILABLE: Problem = {
  status: 503,
  code: 'STORAGE_UNAVAILABLE',
  message: {
    id: 'Tempat penyimpanan dokumen tidak dapat dihubungi; coba lagi sebentar lagi.',
    en: 'The storage for documents cannot be reached; try again shortly.',
  },
  headers: { 'retry-after': '10' },
};
