export const LOCALES = ['ID', 'EN'] as const;

export type Locale = (typeof LOCALES)[number];

/** A text in both languages of the product: Indonesian (`id`) and English (`en`). */
export type Bilingual = Readonly<{ id: string; en: string }>;

export function inLocale(text: Bilingual, locale: Locale): string {
  return locale === 'ID' ? text.id : text.en;
}
