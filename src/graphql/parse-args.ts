import { GraphQLError } from 'graphql';
import { z } from 'zod';

import { inLocale } from '../kernel/locale.ts';
import type { Locale } from '../kernel/locale.ts';

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
  const issues = parsed.error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String), message }));
  throw new GraphQLError(inLocale(MALFORMED, locale), { extensions: { code: 'BAD_USER_INPUT', issues } });
}

/** The argument `filter`; absent, it narrows nothing. */
export function parseFilter<Filter>(schema: z.ZodType<Filter>, filter: unknown, asker: Asker): Filter {
  return parseArgs(z.object({ filter: schema }), { filter: filter ?? {} }, asker).filter;
}

/** A member of a filter that lists what is looked for. */
export function listOf<Value>(one: z.ZodType<Value>): z.ZodType<readonly Value[] | null | undefined> {
  return z.array(one).max(MOST_LISTED).nullish();
}
