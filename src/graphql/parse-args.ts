import { GraphQLError } from 'graphql';
import { z } from 'zod';

import { inLocale } from '../kernel/locale.ts';
import type { Bilingual, Locale } from '../kernel/locale.ts';

/** Enough to see what is wrong, few enough to read. */
const MOST_ISSUES = 50;

/** As many as one screen lists; a statement takes some 65,000 parameters. */
const MOST_LISTED = 200;

const MALFORMED = { id: 'Masukan tidak sesuai bentuknya.', en: 'The input is malformed.' };

const WORDS = { ID: z.locales.id().localeError, EN: z.locales.en().localeError } as const;

type Asker = Readonly<{ locale: Locale }>;

/** Arguments as their schema describes them; throws BAD_USER_INPUT with the path of everything that does not fit. */
export function parseArgs<Value>(schema: z.ZodType<Value>, args: unknown, { locale }: Asker): Value {
  const parsed = schema.safeParse(args, { error: WORDS[locale] });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  throw malformed(issues, locale);
}

type Issue = Readonly<{ path: readonly string[]; message: string }>;

/** BAD_USER_INPUT with the path of everything that does not fit. */
export function malformed(issues: readonly Issue[], locale: Locale): GraphQLError {
  return new GraphQLError(inLocale(MALFORMED, locale), {
    extensions: { code: 'BAD_USER_INPUT', issues: issues.slice(0, MOST_ISSUES) },
  });
}

/** The same for what is well-formed, and turned down for a reason that has a sentence. */
export function unfit(path: readonly string[], sentence: Bilingual, locale: Locale): GraphQLError {
  return malformed([{ path, message: inLocale(sentence, locale) }], locale);
}

/** The argument `filter`; absent, it narrows nothing. */
export function parseFilter<Filter>(schema: z.ZodType<Filter>, filter: unknown, asker: Asker): Filter {
  return parseArgs(z.object({ filter: schema }), { filter: filter ?? {} }, asker).filter;
}

/** A member of a filter that lists what is looked for. */
export function listOf<Value>(one: z.ZodType<Value>): z.ZodType<readonly Value[] | null | undefined> {
  return z.array(one).max(MOST_LISTED).nullish();
}
