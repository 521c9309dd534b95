import type { Cell } from '../../kernel/table.ts';
import { xmlText } from './xml-text.ts';

/** Digits that survive in the floating point numbers of a spreadsheet. */
const EXACT_DIGITS = 15;

/** A row of a worksheet. Text is marked as text, so that none of it is ever computed, whatever it begins with. */
export function rowXml(number: number, cells: readonly Cell[]): string {
  const written = cells.map((cell, index) => cellXml(`${columnName(index)}${number}`, cell));
  return `<row r="${number}">${written.join('')}</row>`;
}

/** `A`, `Z`, `AA`: the name of a column by its place from 0. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (index % 26));
}

function cellXml(reference: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  const number = numberIn(cell);
  if (number !== null) return `<c r="${reference}"><v>${number}</v></c>`;
  const text = typeof cell === 'object' ? cell.decimal : String(cell);
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** Null for text, and for numbers that a spreadsheet would round. */
function numberIn(cell: NonNullable<Cell>): string | null {
  if (typeof cell === 'string') return null;
  const text = typeof cell === 'number' ? String(cell) : cell.decimal;
  return text.replace(/\D/g, '').length <= EXACT_DIGITS ? text : null;
}
