import { LOCALES } from '../../../../kernel/locale.ts';
import type { Bilingual, Locale } from '../../../../kernel/locale.ts';
import { toDecimal, toExact } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';

type Piece = Bilingual | Rational | string | number;

/** Ten decimals are what answers and weights may have; beyond that a fraction is easier to check. */
const MOST_DECIMALS = 10;

/** Writes one sentence in both languages: texts in their language, numbers as that language writes them. */
export function say(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Bilingual {
  const [id = '', en = ''] = LOCALES.map((locale) =>
    String.raw({ raw: strings }, ...pieces.map((piece) => written(piece, locale))),
  );
  return { id, en };
}

export function joined(parts: readonly Bilingual[], separator: string): Bilingual {
  return { id: parts.map(({ id }) => id).join(separator), en: parts.map(({ en }) => en).join(separator) };
}

/** An exact value, followed by two decimals where it does not end: `675/7 ≈ 96.43`. */
export function result(value: Rational): Bilingual {
  return terminates(value) ? say`${value}` : say`${value} ≈ ${fixed(value, 2)}`;
}

/** A fixed number of decimals, always written out. */
export function fixed(value: Rational, decimals: number): Bilingual {
  const en = toDecimal(value, decimals);
  return { id: en.replace('.', ','), en };
}

function written(piece: Piece, locale: Locale): string {
  if (typeof piece !== 'object') return String(piece);
  if (!('numerator' in piece)) return locale === 'ID' ? piece.id : piece.en;
  const text = exactly(piece);
  return locale === 'ID' ? text.replace('.', ',') : text;
}

function exactly(value: Rational): string {
  if (value.denominator === 1n || !terminates(value)) return toExact(value);
  return toDecimal(value, MOST_DECIMALS).replace(/\.?0+$/, '');
}

/** A fraction ends as a decimal of n places when its denominator divides 10 to the n. */
export function terminates({ denominator }: Rational): boolean {
  return 10n ** BigInt(MOST_DECIMALS) % denominator === 0n;
}
