import { plusDays } from '../../kernel/instant.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { isLive } from '../access.ts';
import type { Asking, Authority } from '../access.ts';
import type { Refusal } from '../decider.ts';
import type { Recorded } from '../event.ts';
import type { IssueApiToken, RevokeApiToken } from './commands.ts';
import type { PersonEvent } from './events.ts';
import { API_TOKEN_DAYS_MAXIMUM, API_TOKENS_MAXIMUM } from './values.ts';

/** A token of a machine as its person's stream knows it. */
export type ApiToken = Readonly<{ id: string; validUntil: Instant; revokedAt: Instant | null }>;

type Code = 'VALIDITY_REVERSED' | 'API_TOKEN_TOO_LONG' | 'API_TOKENS_TOO_MANY' | 'API_TOKEN_UNKNOWN';
type Ruling = Result<PersonEvent, Refusal<Code>>;

/** A person gives tokens to their own machines and takes them back, under whatever right they hold. */
export function ownAuthority(subject: string, { person, grants, now }: Asking): Authority | null {
  if (subject !== person) return null;
  const live = grants.filter((grant) => isLive(grant, now));
  const grant = live.find(({ delegatedBy }) => delegatedBy === null) ?? live[0];
  return grant ? { role: grant.role, organization: grant.organization, grant: grant.position } : null;
}

export function issueApiToken(command: IssueApiToken, tokens: readonly ApiToken[], { now }: Asking): Ruling {
  const { subject: person, token, hash, label, scopes, validUntil } = command;
  if (validUntil <= now) return err({ code: 'VALIDITY_REVERSED', path: ['validUntil'] });
  if (validUntil > plusDays(now, API_TOKEN_DAYS_MAXIMUM)) {
    return err({ code: 'API_TOKEN_TOO_LONG', path: ['validUntil'] });
  }
  const live = tokens.filter((one) => one.revokedAt === null && one.validUntil > now);
  if (live.length >= API_TOKENS_MAXIMUM) return err({ code: 'API_TOKENS_TOO_MANY' });
  return ok({ type: 'ApiTokenIssued', data: { person, token, hash, label, scopes: [...scopes], validUntil } });
}

export function revokeApiToken(
  { subject: person, token, reason }: RevokeApiToken,
  tokens: readonly ApiToken[],
): Ruling {
  const held = tokens.find(({ id, revokedAt }) => id === token && revokedAt === null);
  if (!held) return err({ code: 'API_TOKEN_UNKNOWN', path: ['id'] });
  return ok({ type: 'ApiTokenRevoked', data: { person, token, reason } });
}

type Of<Type extends PersonEvent['type']> = Recorded<Extract<PersonEvent, { type: Type }>>;

export function withApiToken(
  tokens: readonly ApiToken[],
  event: Of<'ApiTokenIssued' | 'ApiTokenRevoked'>,
): readonly ApiToken[] {
  const { token: id } = event.data;
  if (event.type === 'ApiTokenIssued') return [...tokens, { id, validUntil: event.data.validUntil, revokedAt: null }];
  return tokens.map((token) => (token.id === id ? { ...token, revokedAt: event.recordedAt } : token));
}
