/** What spreadsheets take for the beginning of a formula, also in its full-width and small forms. */
const FORMULA = /[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;

/** What they pass over before it: white space, invisible characters, quotes. */
const PASSED_OVER = /[\s\p{Cc}\p{Cf}"'‘’“”\u0060]/u;

/** Where a cell ends for a program that splits there, as Excel does in Indonesia: it sees more cells than were written. */
const SEPARATOR = /[;\t\r\n]/;

/** The text as no spreadsheet computes it (CSV injection, CWE-1236): an apostrophe before whatever would be a formula. */
export function neutralised(text: string): string {
  if (!FORMULA.test(text)) return text;
  const characters = Array.from(text);
  const leads = leadsToFormula(characters);
  return characters.map((one, at) => (begins(characters, at) && leads[at] ? `'${one}` : one)).join('');
}

/** The text that was neutralised; MUST undo `neutralised` for every text. */
export function asMeant(text: string): string {
  if (!FORMULA.test(text)) return text;
  const characters = Array.from(text);
  const leads = leadsToFormula(characters);
  return characters.filter((one, at) => one !== "'" || !begins(characters, at) || !leads[at + 1]).join('');
}

/** For each character: is it, or does it lead to, the beginning of a formula? In one pass, whatever the text repeats. */
function leadsToFormula(characters: readonly string[]): readonly boolean[] {
  let leads = false;
  const found = characters.toReversed().map((one) => {
    leads = FORMULA.test(one) || (leads && PASSED_OVER.test(one));
    return leads;
  });
  return found.reverse();
}

function begins(characters: readonly string[], at: number): boolean {
  return at === 0 || SEPARATOR.test(characters[at - 1] ?? '');
}
