import { refusals } from '../../domain/catalogue.ts';
import type { RefusalCode } from '../../domain/catalogue.ts';
import type { Bilingual } from '../../kernel/locale.ts';

/** Why a row cannot become a command, said of one of its columns. */
const rowProblems = {
  CELL_IS_FORMULA: {
    id: 'Sel ini berisi rumus. Tempelkan nilainya saja.',
    en: 'This cell holds a formula. Paste its value instead.',
  },
  CELL_IS_DATE: {
    id: 'Sel ini berformat tanggal. Ubah menjadi teks atau angka.',
    en: 'This cell is formatted as a date. Make it text or a number.',
  },
  CELL_IS_PERCENT: {
    id: 'Sel ini berformat persen, sehingga 97% tersimpan sebagai 0,97. Ubah menjadi angka biasa: 97.',
    en: 'This cell is formatted as a percentage, which stores 97% as 0.97. Make it a plain number: 97.',
  },
  CELL_IS_ERROR: { id: 'Sel ini berisi galat.', en: 'This cell holds an error.' },
  INDICATOR_MISSING: { id: 'Kode indikator kosong.', en: 'There is no code of an indicator.' },
  INDICATOR_REPEATED: {
    id: 'Indikator ini sudah ada di baris sebelumnya.',
    en: 'An earlier row is about this indicator.',
  },
  UNIT_DIFFERS: {
    id: 'Baris ini tentang unit lain, bukan unit yang diimpor.',
    en: 'This row is about another unit than the one that is imported.',
  },
  CYCLE_DIFFERS: {
    id: 'Baris ini tentang siklus lain, bukan siklus yang diimpor.',
    en: 'This row is about another cycle than the one that is imported.',
  },
  ANSWER_MISSING: { id: 'Jawabannya kosong.', en: 'There is no answer.' },
  ANSWER_AMBIGUOUS: {
    id: 'Baris ini menyatakan lebih dari satu jawaban.',
    en: 'The row states more than one answer.',
  },
  COLUMN_NOT_ASKED: {
    id: 'Indikator ini dijawab di kolom lain.',
    en: 'This indicator is answered in another column.',
  },
  NUMBER_UNREADABLE: {
    id: 'Ini bukan angka yang dapat dibaca: 1234,5 atau 1234.5, tanpa satuan dan tanpa tanda persen.',
    en: 'This is no number that can be read: 1234.5 or 1234,5, without a unit or a percent sign.',
  },
  NUMBER_AMBIGUOUS: {
    id: 'Angka ini dapat dibaca dengan dua cara (1.234: seribu lebih, atau satu koma). Tulis 1234 atau 1,2340.',
    en: 'This number can be read in two ways (1.234: a thousand, or one point). Write 1234 or 1.2340.',
  },
  OPTION_UNREADABLE: { id: 'Ini bukan kode pilihan.', en: 'This is no code of an option.' },
  REVISION_UNREADABLE: { id: 'Ini bukan nomor revisi.', en: 'This is no number of a revision.' },
  TEXT_UNFIT: {
    id: 'Teks ini terlalu panjang, atau memuat karakter yang tidak dapat disimpan.',
    en: 'This text is too long, or holds characters that cannot be stored.',
  },
} as const satisfies Record<string, Bilingual>;

export type RowProblemCode = keyof typeof rowProblems | RefusalCode;

/** One thing that is wrong with one row. `column`: the code of the column, null where it is the row as a whole. */
export type RowProblem = Readonly<{ row: number; column: string | null; code: RowProblemCode }>;

const sentences: Readonly<Record<RowProblemCode, Bilingual>> = { ...refusals, ...rowProblems };

export function rowSentence({ code }: RowProblem): Bilingual {
  return sentences[code];
}
