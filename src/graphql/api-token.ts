import { ApiTokenScope } from '../domain/person/index.ts';
import { apiTokensOf } from '../view/api-tokens.ts';
import type { ApiTokenRow } from '../view/api-tokens.ts';
import { builder } from './builder.ts';
import { connectionOf, forwardArgs, pageOfList, perPage } from './paging.ts';
import { ViewerRef } from './viewer.ts';

export const ApiTokenScopeEnum = builder.enumType('ApiTokenScope', {
  description:
    'What a token may do. READ: queries and subscriptions. WRITE: mutations, imports, uploads. EXPORT: files.',
  values: ApiTokenScope.options,
});

export const ApiTokenRef = builder.objectRef<ApiTokenRow>('ApiToken').implement({
  description:
    'A token with which a machine acts as its person, with the grants that person has. Its secret is nowhere.',
  fields: (t) => ({
    id: t.id({ description: 'The second part of the token.', resolve: ({ token }) => token }),
    label: t.exposeString('label', { description: 'What it is for.' }),
    scopes: t.field({ type: [ApiTokenScopeEnum], resolve: ({ scopes }) => scopes }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime' }),
    validUntil: t.expose('validUntil', { type: 'DateTime', description: 'The first moment it no longer holds.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

const ApiTokenConnection = connectionOf('ApiToken', ApiTokenRef);

builder.objectField(ViewerRef, 'apiTokens', (t) =>
  t.field({
    type: ApiTokenConnection,
    description: 'The tokens of your machines, also those that no longer hold; the last one first.',
    args: forwardArgs,
    complexity: perPage,
    resolve: async ({ row, at }, args, { reader, locale }) =>
      pageOfList(await apiTokensOf(reader, at, row.person), args, { kind: 'api-token', locale }),
  }),
);
