import { randomBytes } from 'node:crypto';

import { rawZip } from './raw-zip.ts';
import type { RawEntry } from './raw-zip.ts';

/** A PDF as far as anybody looks here: of this many bytes, most of them noise that is different each time. */
export function pdfOf(bytes: number): Buffer {
  const head = Buffer.from('%PDF-1.7\n%');
  const tail = Buffer.from('\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n');
  return Buffer.concat([head, randomBytes(bytes - head.length - tail.length), tail]);
}

/** One black pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);

/** The least that is taken for one. */
export const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

/** Little endian, one directory without entries. */
export const TIFF = Buffer.from('49492a0008000000000000000000', 'hex');

const OOXML = 'application/vnd.openxmlformats-officedocument';

/** An Office document with these parts beside its description. */
export function officeOf(
  kind: 'wordprocessingml.document' | 'spreadsheetml.sheet' | 'presentationml.presentation',
  parts: readonly RawEntry[] = [],
  more = '',
): Buffer {
  const types = `<?xml version="1.0"?><Types><Override PartName="/a.xml" ContentType="${OOXML}.${kind}.main+xml"/>${more}</Types>`;
  return rawZip([part('[Content_Types].xml', types), part('a.xml', '<a/>'), ...parts]);
}

/** A document of OpenDocument with these parts behind its type. */
export function openDocumentOf(kind: string, parts: readonly RawEntry[] = []): Buffer {
  const type = { name: 'mimetype', content: Buffer.from(`application/vnd.oasis.opendocument.${kind}`) };
  return rawZip([type, part('content.xml', '<a/>'), ...parts]);
}

export function part(name: string, content: string | Buffer): RawEntry {
  return { name, content: Buffer.from(content), deflate: true };
}
