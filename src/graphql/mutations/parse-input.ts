import { GraphQLError } from 'graphql';
import { z } from 'zod';

import { inLocale } from '../../kernel/locale.ts';
import type { Locale } from '../../kernel/locale.ts';

/** Enough to see what is wrong, few enough to read. */
const MOST_ISSUES = 50;

const MALFORMED = { id: 'Masukan tidak sesuai bentuknya.', en: 'The input is malformed.' };

const WORDS = { ID: z.locales.id().localeError, EN: z.locales.en().localeError } as const;

/** The input as its schema describes it; throws BAD_USER_INPUT with the path of everything that does not fit. */
export function parseInput<Value>(schema: z.ZodType<Value>, input: unknown, locale: Locale): Value {
  const parsed = schema.safeParse(input, { error: WORDS[locale] });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => ({ path: ['input', ...path.map(String)], message }));
  throw new GraphQLError(inLocale(MALFORMED, locale), { extensions: { code: 'BAD_USER_INPUT', issues } });
}
