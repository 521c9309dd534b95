import { GraphQLError } from 'graphql';

import { inLocale } from '../kernel/locale.ts';
import type { Bilingual, Locale } from '../kernel/locale.ts';
import { NOT_PUBLISHED_THEN } from '../view/public-results.ts';

/** Errors that are expected: everything else is masked by the server. */
export type ErrorCode =
  'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_PUBLISHED_THEN' | 'TOO_MANY_SUBSCRIPTIONS';

export function expected(code: ErrorCode, sentence: Bilingual, locale: Locale): GraphQLError {
  return new GraphQLError(inLocale(sentence, locale), { extensions: { code } });
}

export function badInput(sentence: Bilingual, locale: Locale): GraphQLError {
  return expected('BAD_USER_INPUT', sentence, locale);
}

export function forbidden(locale: Locale): GraphQLError {
  const sentence = {
    id: 'Tanpa kewenangan atas unit ini hanya hasil yang sudah diumumkan yang dapat dilihat.',
    en: 'Without a grant over this unit only published results can be seen.',
  };
  return expected('FORBIDDEN', sentence, locale);
}

export function unauthenticated(locale: Locale): GraphQLError {
  const sentence = { id: 'Masuklah terlebih dahulu.', en: 'Sign in first.' };
  return expected('UNAUTHENTICATED', sentence, locale);
}

export function notPublishedThen(locale: Locale): GraphQLError {
  return expected('NOT_PUBLISHED_THEN', NOT_PUBLISHED_THEN, locale);
}

export function tooManySubscriptions(locale: Locale): GraphQLError {
  const sentence = {
    id: 'Terlalu banyak langganan yang berjalan sekaligus; akhiri salah satu atau coba lagi nanti.',
    en: 'Too many subscriptions run at once; end one of them, or try again later.',
  };
  return expected('TOO_MANY_SUBSCRIPTIONS', sentence, locale);
}
