import { parseTilePart, TILE_WIDTH } from './tile-index.ts';
import type { TilePart } from './tile-index.ts';

/** The length of an entry is a uint16. */
const MAX_ENTRY_BYTES = 0xffff;
const LENGTH_BYTES = 2;

/** Gives the exact text: a byte order mark is part of it, because it is part of what was hashed. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The entries of a tile, each after its length (C2SP tlog-tiles, Log entries). */
export function encodeEntryBundle(entries: readonly string[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new RangeError(`a bundle of ${entries.length} entries`);
  return new Uint8Array(Buffer.concat(entries.flatMap(lengthAndBytes)));
}

/** The entries of a bundle, or `null` where the bytes are not at most 256 whole entries of well-formed UTF-8. */
export function decodeEntryBundle(bytes: Uint8Array): readonly string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const entry = entryAt(view, start);
    if (!entry || entries.length === TILE_WIDTH) return null;
    entries.push(entry.text);
    start = entry.end;
  }
  return entries;
}

/** Reads `x001/234` or `x001/234.p/5`, the rest of the path after `tile/entries/`. */
export function parseEntriesPath(text: string): TilePart | null {
  return parseTilePart(text);
}

function lengthAndBytes(entry: string): readonly Uint8Array[] {
  const bytes = Buffer.from(entry, 'utf8');
  if (bytes.length > MAX_ENTRY_BYTES) throw new RangeError(`an entry of ${bytes.length} bytes`);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(bytes.length);
  return [length, bytes];
}

function entryAt(view: DataView, start: number): Readonly<{ text: string; end: number }> | null {
  const textStart = start + LENGTH_BYTES;
  if (textStart > view.byteLength) return null;
  const end = textStart + view.getUint16(start);
  if (end > view.byteLength) return null;
  const text = decodeUtf8(new Uint8Array(view.buffer, view.byteOffset + textStart, end - textStart));
  return text === null ? null : { text, end };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}
