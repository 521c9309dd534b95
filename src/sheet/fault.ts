import type { Bilingual } from '../kernel/locale.ts';
import { err } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { SHEET_LIMITS } from './sheet.ts';

/** Why a file cannot be read as a sheet at all, and where. */
export type SheetFault = Readonly<{ code: SheetFaultCode; row?: number; column?: string }>;

export type SheetFaultCode = keyof typeof sheetFaults;

export const sheetFaults = {
  FILE_EMPTY: { id: 'Berkas ini kosong.', en: 'The file is empty.' },
  FILE_KIND_UNKNOWN: {
    id: 'Berkas ini bukan CSV (UTF-8) dan bukan XLSX.',
    en: 'The file is neither CSV (UTF-8) nor XLSX.',
  },
  OLD_EXCEL: {
    id: 'Berkas ini .xls lama. Simpan sebagai .xlsx atau CSV UTF-8.',
    en: 'This is an old .xls file. Save it as .xlsx or as CSV UTF-8.',
  },
  NOT_UTF8: {
    id: 'Teks berkas ini bukan UTF-8. Simpan sebagai "CSV UTF-8".',
    en: 'The text of this file is not UTF-8. Save it as "CSV UTF-8".',
  },
  CSV_MALFORMED: {
    id: 'Tanda kutip di baris ini tidak ditutup atau berada di tempat yang salah.',
    en: 'A quote in this row is not closed, or stands in the wrong place.',
  },
  TOO_MANY_ROWS: {
    id: `Satu berkas memuat paling banyak ${SHEET_LIMITS.rows} baris.`,
    en: `A file holds at most ${SHEET_LIMITS.rows} rows.`,
  },
  TOO_MANY_COLUMNS: {
    id: `Satu baris memuat paling banyak ${SHEET_LIMITS.columns} kolom.`,
    en: `A row holds at most ${SHEET_LIMITS.columns} columns.`,
  },
  CELL_TOO_LONG: {
    id: `Satu sel memuat paling banyak ${SHEET_LIMITS.characters} karakter.`,
    en: `A cell holds at most ${SHEET_LIMITS.characters} characters.`,
  },
  WORKBOOK_MALFORMED: {
    id: 'Berkas XLSX ini rusak atau bukan buku kerja.',
    en: 'This XLSX file is damaged, or is no workbook.',
  },
  WORKBOOK_TOO_LARGE: {
    id: 'Isi berkas XLSX ini terlalu besar setelah dibuka.',
    en: 'What this XLSX file unpacks to is too large.',
  },
  WORKBOOK_UNSAFE: {
    id: 'Berkas XLSX ini memuat deklarasi yang tidak diterima (DOCTYPE atau entitas).',
    en: 'This XLSX file holds declarations that are not accepted (DOCTYPE or entities).',
  },
} as const satisfies Record<string, Bilingual>;

export function faulty(
  code: SheetFaultCode,
  at: Omit<SheetFault, 'code'> = {},
): Extract<Result<never, SheetFault>, { ok: false }> {
  return err({ code, ...at });
}
