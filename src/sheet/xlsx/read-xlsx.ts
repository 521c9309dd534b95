import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { SheetFault } from '../fault.ts';
import type { ReadRow, ReadSheet } from '../sheet.ts';
import { openPackage } from './package.ts';
import { readStrings } from './strings.ts';
import { readStyles } from './styles.ts';
import { Unreadable } from './unreadable.ts';
import { findFirstSheet } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

/** The first sheet of a workbook of unknown origin. Formulas are named as such: what they were worth last is hearsay. */
export async function readXlsx(bytes: Buffer): Promise<Result<ReadSheet, SheetFault>> {
  try {
    const workbook = await openPackage(bytes);
    const paths = await findFirstSheet(workbook);
    const strings = await readStrings(workbook, paths.strings);
    const styles = await readStyles(workbook, paths.styles);
    const [header, ...rows] = await readWorksheet(workbook, paths.sheet, { strings, styles });
    return ok({ header: header ? headerOf(header) : [], rows });
  } catch (error) {
    if (error instanceof Unreadable) return err(error.fault);
    throw error;
  }
}

function headerOf({ cells }: ReadRow): readonly string[] {
  const width = Math.max(...cells.keys()) + 1;
  return Array.from({ length: width }, (_none, column) => {
    const cell = cells.get(column);
    return cell?.kind === 'TEXT' ? cell.text.trim() : '';
  });
}
