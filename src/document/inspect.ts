import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { inspectArchive } from './archive.ts';
import { isMediaType, speaksAgainst } from './media-types.ts';
import type { MediaType } from './media-types.ts';

export type Inspection = Result<MediaType, 'EMPTY' | 'TYPE_NOT_TAKEN' | 'TYPE_DIFFERS' | 'ARCHIVE_NOT_TAKEN'>;

/** How files begin that are looked at any closer: no parser is shown anything else. */
const BEGINNINGS: readonly Buffer[] = [
  Buffer.from('%PDF-'),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from([0x49, 0x49, 0x2a, 0x00]),
  Buffer.from([0x4d, 0x4d, 0x00, 0x2a]),
];
const ZIP = Buffer.from('PK\u0003\u0004');
const LONGEST_BEGINNING = 8;

/** Readers of PDF look for the end mark there (ISO 32000-1, Annex H, note 18). */
const PDF_TAIL = 1024;

/** What the bytes are, whatever their sender calls them; whoever says something else is turned down. */
export async function inspect(path: string, declared: string | null): Promise<Inspection> {
  const ends = await endsOf(path);
  if (ends.head.length === 0) return err('EMPTY');
  const found = begins(ends.head, ZIP) ? await inspectArchive(path) : await plainType(path, ends);
  if (!found.ok) return found;
  return speaksAgainst(declared, found.value) ? err('TYPE_DIFFERS') : found;
}

type Ends = Readonly<{ head: Buffer; tail: Buffer }>;

async function plainType(path: string, { head, tail }: Ends): Promise<Result<MediaType, 'TYPE_NOT_TAKEN'>> {
  if (!BEGINNINGS.some((beginning) => begins(head, beginning))) return err('TYPE_NOT_TAKEN');
  // It takes a tenth of a second to load, for which no start has to wait.
  const { fileTypeFromFile } = await import('file-type');
  const sniffed = (await fileTypeFromFile(path))?.mime ?? '';
  if (!isMediaType(sniffed)) return err('TYPE_NOT_TAKEN');
  const brokenOff = sniffed === 'application/pdf' && !tail.includes('%%EOF');
  return brokenOff ? err('TYPE_NOT_TAKEN') : ok(sniffed);
}

function begins(head: Buffer, beginning: Buffer): boolean {
  return head.subarray(0, beginning.length).equals(beginning);
}

async function endsOf(path: string): Promise<Ends> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await slice(file, 0, LONGEST_BEGINNING);
    return { head, tail: await slice(file, Math.max(0, size - PDF_TAIL), PDF_TAIL) };
  } finally {
    await file.close();
  }
}

async function slice(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
