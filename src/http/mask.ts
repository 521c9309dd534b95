import { createGraphQLError, maskError } from 'graphql-yoga';

import { isInterrupted } from '../kernel/interrupted.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Exchange } from './exchange.ts';
import { currentExchange } from './exchange.ts';

/** Where the server says what went wrong and what it did; a pino logger is one. */
export type HttpLog = Readonly<{
  /** Absent: such things are not wanted. */
  debug?: (facts: object, message: string) => void;
  info: (facts: object, message: string) => void;
  error: (facts: object, message: string) => void;
}>;

const UNEXPECTED = {
  id: 'Terjadi kesalahan di server. Sebutkan nomor permintaan ini bila melapor.',
  en: 'Something went wrong on the server. Name this request id when you report it.',
};

const OUTSIDE: Pick<Exchange, 'requestId' | 'locale'> = { requestId: 'none', locale: 'EN' };

/**
 * What an outsider is told of an error. What was thrown for them stays as it is; anything else is logged once with the
 * id of the request, and only that id leaves the server.
 */
export function createMask(log: HttpLog): (error: unknown) => Error {
  const logged = new WeakSet();
  return (error) => {
    const { requestId, locale } = currentExchange.getStore() ?? OUTSIDE;
    const masked = maskError(error, inLocale(UNEXPECTED, locale), false);
    if (masked === error) return withCode(masked);
    const cause = causeOf(error);
    if (!logged.has(cause) && !isInterrupted(error))
      log.error({ err: cause, requestId }, 'an operation failed unexpectedly');
    logged.add(cause);
    return withExtensions(masked, { requestId });
  };
}

type GraphqlError = ReturnType<typeof createGraphQLError>;

/** Loaders reject every field that waited for them with one error; it is logged once. */
function causeOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return isGraphqlError(error) && error.originalError ? causeOf(error.originalError) : error;
}

/** Variables that do not fit the schema are refused by the executor, which gives its errors no code. */
function withCode(error: Error): Error {
  if (!isGraphqlError(error) || 'code' in error.extensions) return error;
  return withExtensions(error, { code: 'BAD_USER_INPUT' });
}

function withExtensions(error: Error, more: object): Error {
  if (!isGraphqlError(error)) return createGraphQLError(error.message, { extensions: { ...more } });
  const { message, nodes = null, source = null, positions = null, path = null, extensions } = error;
  return createGraphQLError(message, { nodes, source, positions, path, extensions: { ...extensions, ...more } });
}

function isGraphqlError(error: Error): error is GraphqlError {
  return error.name === 'GraphQLError';
}
