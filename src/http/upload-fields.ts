import type { IncomingHttpHeaders } from 'node:http';

import { isDigest } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';

/** What the header fields of an upload say. */
export type UploadFields = Readonly<{
  /** Of this request's content. */
  contentDigest: Digest | null;
  /** Of the whole document. */
  documentDigest: Digest | null;
  complete: boolean | null;
  offset: number | null;
  /** Of the whole document. */
  length: number | null;
  /** Of this request's content. */
  contentLength: number | null;
  declared: string | null;
}>;

/** SHA-256 among the digests of a field (RFC 9530 §2): 32 bytes in Base64. */
const SHA_256 = /(?:^|,)[ \t]*sha-256=:([A-Za-z0-9+/]{43}=):[ \t]*(?:,|$)/i;

/** Integers of structured fields (RFC 9651); no document has more than twelve digits of bytes. */
const INTEGER = /^\d{1,12}$/;

/** Who sends a digest wants it checked: one that cannot be is as malformed as one that is none. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'content-digest': SHA_256,
  'repr-digest': SHA_256,
  'upload-complete': /^\?[01]$/,
  'upload-offset': INTEGER,
  'upload-length': INTEGER,
};

/** The error names a field that is not of its form. */
export function readUploadFields(headers: IncomingHttpHeaders): Result<UploadFields, string> {
  // Fields of these names are texts: node joins those that are there twice.
  const textOf = (name: string): string | null => (headers[name] as string | undefined) ?? null;
  const isMalformed = ([name, form]: readonly [string, RegExp]): boolean => {
    const text = textOf(name);
    return text !== null && !form.test(text);
  };
  const malformed = Object.entries(FORMS).find(isMalformed)?.[0];
  if (malformed !== undefined) return err(malformed);
  const complete = textOf('upload-complete');
  return ok({
    contentDigest: digestIn(textOf('content-digest')),
    documentDigest: digestIn(textOf('repr-digest')),
    complete: complete === null ? null : complete === '?1',
    offset: numberIn(textOf('upload-offset')),
    length: numberIn(textOf('upload-length')),
    contentLength: numberIn(textOf('content-length')),
    declared: textOf('content-type'),
  });
}

function digestIn(field: string | null): Digest | null {
  const base64 = SHA_256.exec(field ?? '')?.[1];
  if (base64 === undefined) return null;
  const digest = `sha256:${Buffer.from(base64, 'base64').toString('hex')}`;
  return isDigest(digest) ? digest : null;
}

function numberIn(field: string | null): number | null {
  return field === null ? null : Number(field);
}
