/** As many characters as a cell of Excel holds. */
const MOST_CHARACTERS = 32_767;

const CUT = '… [cut at 32,767 characters; the CSV export has all of it]';

/** What XML 1.0 cannot hold, and carriage returns, which its readers turn into line feeds. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

/** Text that reads as if it were escaped (ECMA-376 §22.9.2.19, ST_Xstring). */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as the content of an element of a workbook. It reads back as it was, but for what no cell has room for. */
export function xmlText(text: string): string {
  const fitting = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS - CUT.length) + CUT : text;
  return fitting
    .toWellFormed()
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(UNWRITABLE, escapeOf)
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** Undoes the escapes of ST_Xstring; entities are undone by whoever reads the XML. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_escape, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function escapeOf(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
