import type { Package } from './package.ts';
import { readXml } from './xml.ts';

/** How a number is shown, as far as it changes what a person takes it for. */
export type Shown = 'DATE' | 'PERCENT' | 'PLAIN';

/** The built-in formats for dates and times (ECMA-376 §18.8.30), with those of East Asian languages. */
const DATES: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const PERCENTS: readonly number[] = [9, 10];

/** Words in a format that stand for themselves: quoted, escaped, in brackets, or as wide as another character. */
// Closed or not: so each is read once.
const LITERAL = /"[^"]*"?|\\.|\[[^\]]*\]?|[_*]./g;

/** For each style of a cell, how it shows a number. */
export async function readStyles(workbook: Package, path: string | null): Promise<readonly Shown[]> {
  if (path === null) return [];
  const custom = new Map<string, Shown>();
  const formats: string[] = [];
  let cells = false;
  await readXml(workbook, path, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') custom.set(numFmtId, shownBy(formatCode));
      if (name === 'cellXfs') cells = true;
      if (name === 'xf' && cells) formats.push(numFmtId);
    },
    close: (name) => {
      if (name === 'cellXfs') cells = false;
    },
  });
  return formats.map((id) => custom.get(id) ?? builtIn(Number(id)));
}

function shownBy(code: string): Shown {
  const format = code.replace(LITERAL, '');
  if (format.includes('%')) return 'PERCENT';
  return /[ymdhs]/i.test(format.replace(/general/gi, '')) ? 'DATE' : 'PLAIN';
}

function builtIn(id: number): Shown {
  if (PERCENTS.includes(id)) return 'PERCENT';
  return DATES.some(([first, last]) => first <= id && id <= last) ? 'DATE' : 'PLAIN';
}
