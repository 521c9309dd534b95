import { SHEET_LIMITS } from '../sheet.ts';
import type { Package } from './package.ts';
import { Unreadable } from './unreadable.ts';
import { unescaped } from './xml-text.ts';
import { readXml } from './xml.ts';

/** Other sheets of the workbook have their texts here too. */
const MOST_STRINGS = 1_000_000;

/** The texts that cells refer to by number. Of rich text only the words are kept, and no reading aids (`rPh`). */
export async function readStrings(workbook: Package, path: string | null): Promise<readonly string[]> {
  const strings: string[] = [];
  if (path === null) return strings;
  let current = '';
  let within = false;
  let aside = false;
  await readXml(workbook, path, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') aside = true;
      within = name === 't' && !aside;
    },
    text: (piece) => {
      if (within) current = joined(current, piece);
    },
    close: (name) => {
      within = false;
      if (name === 'rPh') aside = false;
      if (name !== 'si') return;
      if (strings.length >= MOST_STRINGS) throw new Unreadable('WORKBOOK_TOO_LARGE');
      strings.push(unescaped(current));
    },
  });
  return strings;
}

/** A cell's text piece by piece, as far as a cell reaches. */
export function joined(text: string, piece: string, row?: number): string {
  const whole = text + piece;
  // Escapes are seven characters for one.
  if (whole.length > SHEET_LIMITS.characters * 7)
    throw new Unreadable('CELL_TOO_LONG', row === undefined ? {} : { row });
  return whole;
}
