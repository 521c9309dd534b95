import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip as no honest writer would write it: every field can lie. */
export type RawEntry = Readonly<{
  name: string;
  content: Buffer;
  deflate?: boolean;
  packed?: Buffer;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  localSize?: number;
  localName?: string;
  localExtra?: Buffer;
  /** What stands behind the content. */
  behind?: Buffer;
  attributes?: number;
  comment?: string;
  extra?: Buffer;
  offset?: number;
}>;

type Whole = Readonly<{ comment?: string; between?: Buffer; beforeDirectory?: Buffer; count?: number }>;

/** A zip with exactly these entries and these lies (PKWARE APPNOTE 4.3). */
export function rawZip(entries: readonly RawEntry[], whole: Whole = {}): Buffer {
  const { comment = '', between = Buffer.alloc(0), beforeDirectory = Buffer.alloc(0), count = entries.length } = whole;
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localOf(entry);
    directory.push(directoryOf(entry, offset));
    locals.push(local, between);
    offset += local.length + between.length;
  }
  const central = Buffer.concat(directory);
  const start = offset + beforeDirectory.length;
  const end = fields(
    [0x06054b50, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [central.length, 4],
    [start, 4],
    [comment.length, 2],
  );
  return Buffer.concat([...locals, beforeDirectory, central, end, Buffer.from(comment)]);
}

function localOf(entry: RawEntry): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const size = entry.localSize ?? sizeOf(entry);
  const packed = packedOf(entry);
  const { localExtra = Buffer.alloc(0), behind = Buffer.alloc(0) } = entry;
  const head = fields(
    [0x04034b50, 4],
    [20, 2],
    ...common(entry, packed.length, size),
    [name.length, 2],
    [localExtra.length, 2],
  );
  return Buffer.concat([head, name, localExtra, packed, behind]);
}

function directoryOf(entry: RawEntry, at: number): Buffer {
  const { extra = Buffer.alloc(0), comment = '', attributes = 0, offset = at } = entry;
  const name = Buffer.from(entry.name);
  const head = fields(
    [0x02014b50, 4],
    [0x0314, 2],
    [20, 2],
    ...common(entry, packedOf(entry).length, sizeOf(entry)),
    [name.length, 2],
    [extra.length, 2],
    [comment.length, 2],
    [0, 4],
    [attributes, 4],
    [offset, 4],
  );
  return Buffer.concat([head, name, extra, Buffer.from(comment)]);
}

type Field = readonly [value: number, bytes: number];

/** Flags, method, time, checksum and both sizes: what both headers of an entry hold. */
function common(entry: RawEntry, packed: number, size: number): readonly Field[] {
  const { flags = 0x0800, method = entry.deflate ? 8 : 0, crc = crc32(entry.content) } = entry;
  return [
    [flags, 2],
    [method, 2],
    [0, 4],
    [crc, 4],
    [packed, 4],
    [size, 4],
  ];
}

function packedOf({ packed, deflate, content }: RawEntry): Buffer {
  return packed ?? (deflate ? deflateRawSync(content) : content);
}

function sizeOf({ size, content }: RawEntry): number {
  return size ?? content.length;
}

function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of all) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
