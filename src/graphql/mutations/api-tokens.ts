import { ApiTokenId, ApiTokenScope } from '../../domain/person/index.ts';
import { apiTokenById } from '../../view/api-tokens.ts';
import { ApiTokenRef, ApiTokenScopeEnum } from '../api-token.ts';
import { defineMutation } from './define.ts';
import { field, list, optional, trimmed } from './field.ts';
import { moment, person, words } from './members.ts';

defineMutation({
  name: 'issueApiToken',
  description: 'Gives a machine of yours a token, with which it acts as you within its scopes. It is shown once.',
  loginOnly: true,
  fields: {
    label: words(120, 'What it is for: "nightly import of the health office".'),
    scopes: list(field(ApiTokenScopeEnum, ApiTokenScope, ''), { min: 1, max: 3, description: 'What it may do.' }),
    validUntil: moment('The first moment it no longer holds; a year from now at most.'),
  },
  // Two requests of the same command mint two secrets, and are the same command all the same.
  same: ({ label, scopes, validUntil }) => ({ type: 'IssueApiToken', label, scopes: [...scopes], validUntil }),
  command: ({ label, scopes, validUntil }, subject, mint) => {
    const { id: token, hash } = mint();
    return { type: 'IssueApiToken', subject, token, hash, label, scopes: [...new Set(scopes)].sort(), validUntil };
  },
  answer: (t) => ({
    token: t.string({
      nullable: true,
      description: 'For `Authorization: Bearer`. Kept nowhere: null where the command was repeated.',
      resolve: ({ handled, minted }) =>
        handled.replayed || handled.entries.length === 0 ? null : (minted?.text ?? null),
    }),
    apiToken: t.field({
      type: ApiTokenRef,
      nullable: true,
      description: 'The token without its secret; null only with `validateOnly`.',
      resolve: ({ handled, at }, _arguments, { reader }) => {
        const id = handled.entries[0]?.data['token'];
        return typeof id === 'string' ? apiTokenById(reader, at, id) : null;
      },
    }),
  }),
});

defineMutation({
  name: 'revokeApiToken',
  description: 'Ends a token of your own; administrators of the nation end anybody’s. It holds no longer from then on.',
  loginOnly: true,
  fields: {
    id: trimmed(ApiTokenId, 'Of the token.'),
    person: optional({ ...person, description: 'Whose it is; absent: your own.' }),
    reason: words(500, 'Why it ends.'),
  },
  command: ({ id: token, person: holder, reason }, asking) => ({
    type: 'RevokeApiToken',
    subject: holder ?? asking,
    token,
    reason,
  }),
  answer: (t) => ({
    apiToken: t.field({
      type: ApiTokenRef,
      nullable: true,
      description: 'The token after it.',
      resolve: ({ input, at }, _arguments, { reader }) => apiTokenById(reader, at, input.id),
    }),
  }),
});
