import type { Locale } from '../kernel/locale.ts';

/** What a browser may ask for, more than which nobody reads. */
const MOST_LANGUAGES = 20;

/** Indonesian where `Accept-Language` (RFC 9110 §12.5.4) prefers it to English, else English. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const ranges = (acceptLanguage ?? '').split(',', MOST_LANGUAGES).map(toRange);
  return preference(ranges, 'id') > preference(ranges, 'en') ? 'ID' : 'EN';
}

type Range = Readonly<{ language: string; weight: number }>;

function toRange(text: string): Range {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}

function preference(ranges: readonly Range[], language: string): number {
  return Math.max(0, ...ranges.filter((range) => range.language === language).map(({ weight }) => weight));
}
