import type { Recorded } from '../domain/event.ts';
import { personEvents } from '../domain/person/index.ts';
import type { ApiTokenScope, PersonEvent } from '../domain/person/index.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

/** Of the secret there is a hash only. */
export type ApiTokenRow = Readonly<{
  token: string;
  person: string;
  hash: Digest;
  label: string;
  scopes: readonly ApiTokenScope[];
  issuedAt: Instant;
  validUntil: Instant;
  revokedAt: Instant | null;
}>;

const isOfPerson = ownEvents(personEvents);

/** Tokens of machines by their id: asked by every request that shows one. */
export const apiTokenProjection: Projection<ApiTokenRow> = {
  name: 'api_token',
  version: 1,
  keys: (event) => (isOfPerson(event) && isOfToken(event) ? [event.data.token] : []),
  evolve: (row, event) => (isOfPerson(event) && isOfToken(event) ? evolve(row, event) : row),
};

type TokenEvent = Recorded<Extract<PersonEvent, { type: 'ApiTokenIssued' | 'ApiTokenRevoked' }>>;

function isOfToken(event: Recorded<PersonEvent>): event is TokenEvent {
  return event.type === 'ApiTokenIssued' || event.type === 'ApiTokenRevoked';
}

function evolve(row: ApiTokenRow | null, event: TokenEvent): ApiTokenRow | null {
  if (event.type === 'ApiTokenIssued') return { ...event.data, issuedAt: event.recordedAt, revokedAt: null };
  return row && { ...row, revokedAt: event.recordedAt };
}
