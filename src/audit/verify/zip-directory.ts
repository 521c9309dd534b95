import type { Entry } from 'yauzl';

import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { FILES, LIMITS } from '../bundle/format.ts';

/** Where the directory of a zip lies, as its last record says (APPNOTE 4.3.16). */
export type Directory = Readonly<{ start: number; end: number; count: number }>;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;

const METHODS = { stored: 0, deflated: 8 } as const;

/** The level of compression, sizes told behind the content, names in UTF-8: with other flags readers read differently. */
const HARMLESS_FLAGS = 0x080e;
const SIZES_BEHIND_FLAG = 0x0008;

/** Times and owners as common tools note them (NTFS, Info-ZIP); other fields could give the file another name or size. */
const HARMLESS_FIELDS: ReadonlySet<number> = new Set([0x000a, 0x5455, 0x5855, 0x7875]);

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const DOS_FOLDER = 0x10;

const FIXED_NAMES: ReadonlySet<string> = new Set(Object.values(FILES));
/** What tools that pack a folder add; there is nothing in them. */
const FOLDERS: ReadonlySet<string> = new Set(['proofs/', 'documents/']);
const NUMBERED_NAME = /^(proofs\/[1-9]\d{0,15}\.tlog-proof|documents\/[0-9a-f]{64})$/;

/** One zip MUST be one bundle to every reader: so nothing follows the directory, and there is no second directory. */
export function readDirectory(bytes: Buffer): Result<Directory, string> {
  const end = bytes.length - END_BYTES;
  if (end < 0 || bytes.readUInt32LE(end) !== END_SIGNATURE)
    return err('It does not end as a zip file without a comment.');
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count || bytes.readUInt16LE(end + 20) !== 0)
    return err('It is one of several parts, or has a comment.');
  if (start + bytes.readUInt32LE(end + 12) !== end) return err('Its directory is not where its last record says.');
  if (hasLocator(bytes, end)) return err('It is a zip64 file, which no bundle needs to be.');
  if (count > LIMITS.entries) return err(`It holds more than ${LIMITS.entries} files.`);
  return ok({ start, end, count });
}

/** The name of a file of the bundle, or why the entry cannot be one. */
export function nameOf(entry: Entry): Result<string, string> {
  const name = entry.fileNameRaw.toString('latin1');
  if (!FIXED_NAMES.has(name) && !FOLDERS.has(name) && !NUMBERED_NAME.test(name))
    return err(`It holds ${JSON.stringify(name.slice(0, 100))}, which is no file of a bundle.`);
  return ok(name);
}

/** Why the entry is not read, judged before a byte of it is inflated. */
export function entryProblem(entry: Entry): string | null {
  const { compressedSize, uncompressedSize, compressionMethod, generalPurposeBitFlag } = entry;
  if (generalPurposeBitFlag & ~HARMLESS_FLAGS) return 'It is encrypted, or marked in a way that bundles do not use.';
  if (compressionMethod !== METHODS.stored && compressionMethod !== METHODS.deflated)
    return 'It is compressed in a way that bundles do not use.';
  if (!isPlain(entry)) return 'It is not a plain file, or has a comment or extra fields.';
  if (uncompressedSize > LIMITS.fileBytes) return `It is larger than ${LIMITS.fileBytes} bytes.`;
  if (uncompressedSize > compressedSize * LIMITS.ratio) return `It is compressed more than ${LIMITS.ratio} to 1.`;
  if (compressionMethod === METHODS.stored && compressedSize !== uncompressedSize)
    return 'It is stored as it is, but with two sizes.';
  return null;
}

export function isDeflated({ compressionMethod }: Entry): boolean {
  return compressionMethod === METHODS.deflated;
}

function hasLocator(bytes: Buffer, end: number): boolean {
  const at = end - ZIP64_LOCATOR_BYTES;
  return at >= 0 && bytes.readUInt32LE(at) === ZIP64_LOCATOR_SIGNATURE;
}

export function isFolder({ fileNameRaw }: Entry): boolean {
  return FOLDERS.has(fileNameRaw.toString('latin1'));
}

/** The checksum and the sizes may stand behind the content, where whoever wrote it did not know them before. */
export function hasSizesBehind({ generalPurposeBitFlag }: Entry): boolean {
  return (generalPurposeBitFlag & SIZES_BEHIND_FLAG) !== 0;
}

/** Fields of a header, of which none may say something that another reader would heed and we would not. */
export function areHarmless(fields: Buffer): boolean {
  let at = 0;
  while (at + 4 <= fields.length) {
    if (!HARMLESS_FIELDS.has(fields.readUInt16LE(at))) return false;
    at += 4 + fields.readUInt16LE(at + 2);
  }
  return at === fields.length;
}

/** A link would lead whoever unpacks the bundle elsewhere, and so would a folder with another name than ours. */
function isPlain(entry: Entry): boolean {
  const { externalFileAttributes, extraFieldRaw, fileCommentLength, uncompressedSize } = entry;
  if (fileCommentLength !== 0 || !areHarmless(extraFieldRaw)) return false;
  const type = (externalFileAttributes >>> 16) & FILE_TYPE;
  if (isFolder(entry)) return (type === 0 || type === FOLDER) && uncompressedSize === 0;
  return (type === 0 || type === REGULAR) && !(externalFileAttributes & DOS_FOLDER);
}
