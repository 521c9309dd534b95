import type { Result } from '../kernel/result.ts';
import { faulty } from './fault.ts';
import type { SheetFault } from './fault.ts';
import { readCsv } from './read-csv.ts';
import type { ReadSheet } from './sheet.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** The first sheet of a file of unknown origin, of the kind that its bytes show: what it is called proves nothing. */
export async function readSheet(bytes: Buffer): Promise<Result<ReadSheet, SheetFault>> {
  if (bytes.length === 0) return faulty('FILE_EMPTY');
  if (startsWith(bytes, ZIP)) return readXlsx(bytes);
  if (startsWith(bytes, COMPOUND_FILE)) return faulty('OLD_EXCEL');
  // No text holds a null; UTF-16, which Excel calls Unicode, is full of them.
  return bytes.includes(0) ? faulty('FILE_KIND_UNKNOWN') : readCsv(bytes);
}

function startsWith(bytes: Buffer, signature: Buffer): boolean {
  return bytes.subarray(0, signature.length).equals(signature);
}
