import { inLocale } from '../kernel/locale.ts';
import type { Bilingual, Locale } from '../kernel/locale.ts';
import { toDecimal } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { LocaleEnum } from './enums.ts';

/** Titles and sentences take a language; without one they follow `Accept-Language`. */
export const localeArg = builder.args((t) => ({
  locale: t.field({ type: LocaleEnum, description: 'Default: the language the request accepts.' }),
}));

export function inWords(
  text: Bilingual,
  { locale }: Readonly<{ locale?: Locale | null | undefined }>,
  context: GraphqlContext,
): string {
  return inLocale(text, locale ?? context.locale);
}

/** Four decimals, of which the last two are only written where they say something; `exact` has the rest. */
export function decimalText(value: Rational): string {
  return toDecimal(value, 4).replace(/0{1,2}$/, '');
}
