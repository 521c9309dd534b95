import { crc32, inflateRawSync } from 'node:zlib';

import type { Entry } from 'yauzl';

import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { areHarmless, hasSizesBehind, isDeflated } from './zip-directory.ts';

/** Where an entry's content lies in the archive, and where what belongs to the entry ends. */
type Extent = Readonly<{ start: number; end: number; last: number }>;

type Inflated = Readonly<{ buffer: Buffer; engine: Readonly<{ bytesWritten: number }> }>;

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

/** What both headers of an entry say, and where the local one says it (APPNOTE 4.3.7). */
const COMMON = [
  { member: 'generalPurposeBitFlag', at: 6, bytes: 2 },
  { member: 'compressionMethod', at: 8, bytes: 2 },
  { member: 'fileNameLength', at: 26, bytes: 2 },
] as const;

/** Zero in the local header where they are told behind the content (APPNOTE 4.4.4). */
const TOLD_BEHIND = [
  { member: 'crc32', at: 14, bytes: 4 },
  { member: 'compressedSize', at: 18, bytes: 4 },
  { member: 'uncompressedSize', at: 22, bytes: 4 },
] as const;

const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * Where the content lies. The local header MUST say the same as the directory: readers that go by the one would
 * otherwise see another bundle than readers that go by the other.
 */
export function locate(bytes: Buffer, entry: Entry, directoryStart: number): Result<Extent, string> {
  const at = entry.relativeOffsetOfLocalHeader;
  if (at + LOCAL_BYTES > directoryStart || bytes.readUInt32LE(at) !== LOCAL_SIGNATURE)
    return err('Its own header is not where the directory says.');
  const name = at + LOCAL_BYTES;
  const extra = name + entry.fileNameLength;
  const start = extra + bytes.readUInt16LE(at + 28);
  const end = start + entry.compressedSize;
  if (end > directoryStart) return err('It reaches beyond the archive.');
  const isNamed = bytes.subarray(name, extra).equals(entry.fileNameRaw);
  if (!isNamed || !agrees(bytes, entry) || !areHarmless(bytes.subarray(extra, start)))
    return err('Its own header says other than the directory.');
  const last = hasSizesBehind(entry) ? endOfDescriptor(bytes, entry, end) : end;
  return last === null ? err('What stands behind it says other than the directory.') : ok({ start, end, last });
}

function agrees(bytes: Buffer, entry: Entry): boolean {
  const at = entry.relativeOffsetOfLocalHeader;
  const said = (field: Readonly<{ at: number; bytes: number }>): number => bytes.readUIntLE(at + field.at, field.bytes);
  const behind = hasSizesBehind(entry);
  return (
    COMMON.every((field) => said(field) === entry[field.member]) &&
    TOLD_BEHIND.every((field) => said(field) === entry[field.member] || (behind && said(field) === 0))
  );
}

/** The checksum and both sizes once more, with or without a signature before them (APPNOTE 4.3.9). */
function endOfDescriptor(
  bytes: Buffer,
  { crc32: checksum, compressedSize, uncompressedSize }: Entry,
  at: number,
): number | null {
  const said = Buffer.alloc(12);
  said.writeUInt32LE(checksum, 0);
  said.writeUInt32LE(compressedSize, 4);
  said.writeUInt32LE(uncompressedSize, 8);
  const isSigned = bytes.readUInt32LE(at) === DESCRIPTOR_SIGNATURE;
  const start = isSigned ? at + 4 : at;
  return bytes.subarray(start, start + said.length).equals(said) ? start + said.length : null;
}

/** The content, which is exactly as long as was said and has the checksum that was said. */
export function contentOf(bytes: Buffer, entry: Entry, { start, end }: Extent): Result<Buffer, string> {
  const packed = bytes.subarray(start, end);
  const content = isDeflated(entry) ? inflated(packed, entry.uncompressedSize) : packed;
  if (content?.length !== entry.uncompressedSize) return err('It does not inflate to the size that was said.');
  return crc32(content) === entry.crc32 ? ok(content) : err('Its checksum is another one.');
}

/** Inflating stops where the content would grow beyond its stated size; and what is packed ends where it is said to. */
function inflated(packed: Buffer, size: number): Buffer | null {
  try {
    // Asked for `info`, it answers so; its types know only the answer without.
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength: Math.max(size, 1),
      info: true,
    }) as unknown as Inflated;
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}
