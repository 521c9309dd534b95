import { timingSafeEqual } from 'node:crypto';

import { apiTokenHash, isLikeApiToken, readApiToken } from '../domain/person/index.ts';
import { err, ok } from '../kernel/result.ts';
import type { Scope, TokenCheck } from './identity.ts';

/** What is known of a token that is in force. */
export type KnownToken = Readonly<{ person: string; hash: string; scopes: readonly Scope[] }>;

/** `find`: by id, null where none of it is in force. */
export function createApiTokenCheck(find: (id: string) => Promise<KnownToken | null>): TokenCheck {
  return async (text) => {
    if (!isLikeApiToken(text)) return ok(null);
    const shown = readApiToken(text);
    if (!shown) return err('UNAUTHENTICATED');
    const hash = apiTokenHash(shown.secret);
    const known = await find(shown.id);
    // The same work whether or not there is such an id, so that nobody learns by waiting which ids there are.
    const holds = timingSafeEqual(Buffer.from(hash), Buffer.from(known?.hash ?? apiTokenHash('')));
    return known && holds ? ok({ person: known.person, scopes: new Set(known.scopes) }) : err('UNAUTHENTICATED');
  };
}
