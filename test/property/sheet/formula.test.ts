import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asMeant, neutralised } from '../../../src/sheet/formula.ts';

/** What attacks are made of, beside anything else. */
const piece = fc.oneof(
  fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t',
    '\r',
    '\n',
    ' ',
    '"',
    "'",
    '’',
    ';',
    '\u{200B}',
    '\u{FEFF}',
  ),
  fc.constantFrom('1', 'A1', 'cmd|', '\u{E0041}', '𝒳'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

/** As a spreadsheet finds it, that splits at more than commas. */
const FORMULA_AT_A_BEGINNING = /(^|[;\t\r\n])[\s\p{Cc}\p{Cf}"’]*[=+\-@＝＋－＠]/u;

describe('A neutralised text', () => {
  it('begins no formula, wherever a spreadsheet may take a cell to begin', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(neutralised(given)).not.toMatch(FORMULA_AT_A_BEGINNING);
      }),
    );
  });

  it('is read as it was meant', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(asMeant(neutralised(given))).toBe(given);
      }),
    );
  });

  it('is left alone where nothing in it computes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z .,'"]*$/), (given) => {
        expect(neutralised(given)).toBe(given);
      }),
    );
  });
});
