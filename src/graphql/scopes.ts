import { GraphQLError } from 'graphql';
import type { ExecutionArgs } from 'graphql';

import type { ApiTokenScope } from '../domain/person/index.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Bilingual, Locale } from '../kernel/locale.ts';
import { operationOf } from './operation.ts';

/** `scopes: null`: a person who logged in, and no machine. */
type Caller = Readonly<{ scopes?: ReadonlySet<ApiTokenScope> | null; locale: Locale }>;

/** Refuses an operation that the token was not issued for (RFC 6750 §3.1). */
export function scopeProblem(
  operation: Pick<ExecutionArgs, 'document' | 'operationName'>,
  { scopes = null, locale }: Caller,
): GraphQLError | null {
  const needed = operationOf(operation).kind === 'mutation' ? 'WRITE' : 'READ';
  if (scopes === null || scopes.has(needed)) return null;
  const sentence = {
    id: `Token ini tidak diterbitkan untuk ini; yang diperlukan: ${needed}.`,
    en: `This token was not issued for this; what it takes: ${needed}.`,
  };
  return insufficient(sentence, locale, `Bearer error="insufficient_scope", scope="${needed}"`);
}

/** What no token of a machine does, whatever its scopes: else one that leaked could make itself at home. */
export function loginNeeded(locale: Locale): GraphQLError {
  const sentence = {
    id: 'Ini hanya dapat dilakukan orang yang masuk sendiri, bukan dengan token mesin.',
    en: 'Only a person who logged in can do this, and no token of a machine.',
  };
  return insufficient(sentence, locale, 'Bearer error="insufficient_scope"');
}

function insufficient(sentence: Bilingual, locale: Locale, challenge: string): GraphQLError {
  const http = { status: 403, headers: { 'www-authenticate': challenge } };
  return new GraphQLError(inLocale(sentence, locale), { extensions: { code: 'TOKEN_SCOPE', http } });
}
