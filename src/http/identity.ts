import { errors, jwtVerify, SignJWT } from 'jose';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { loadTokenKey } from './token-key.ts';

/** The ledger whose demo persons the tokens speak for. `demo: false`: no token of ours is good for anything. */
export type TokenSettings = Readonly<{ home: string; origin: string; demo: boolean; now?: () => Date }>;

export type TokenSigner = Readonly<{
  /** A bearer token for a person of the demo. */
  issueToken: (person: string) => Promise<string>;
  /** Who the `Authorization` header speaks for: null without one, an error for one that does not hold. */
  personOf: (authorization: string | undefined) => Promise<Result<string | null, 'UNAUTHENTICATED'>>;
}>;

/** A token was asked for where there can be none. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** Nobody may speak as the system: its authority is the running program's alone. */
const RESERVED_PERSON = 'system';

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i;

const VALIDITY_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/**
 * Tokens of the demo, signed and checked with a key of this installation. They name the origin of the ledger as issuer
 * and audience, so that a token of one demo opens no other.
 */
export async function createTokenSigner(settings: TokenSettings): Promise<TokenSigner> {
  const { home, origin, demo, now = () => new Date() } = settings;
  const key = demo ? await loadTokenKey(home) : null;
  const parties = { issuer: origin, audience: origin };

  const issueToken = async (person: string): Promise<string> => {
    if (!key) throw new TokenRefused('Tokens are issued for a demo ledger only.');
    if (person === RESERVED_PERSON) throw new TokenRefused('No token speaks for the system.');
    return new SignJWT({ iss: origin, aud: origin, sub: person })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt(now())
      .setExpirationTime(new Date(now().getTime() + VALIDITY_MILLISECONDS))
      .sign(key);
  };

  const personOf: TokenSigner['personOf'] = async (authorization) => {
    if (authorization === undefined) return ok(null);
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || !key) return err('UNAUTHENTICATED');
    try {
      const required = { algorithms: ['HS256'], requiredClaims: ['exp', 'sub'], currentDate: now() };
      const { payload } = await jwtVerify(token, key, { ...parties, ...required });
      const { sub } = payload;
      return sub === undefined || sub === RESERVED_PERSON ? err('UNAUTHENTICATED') : ok(sub);
    } catch (error) {
      if (error instanceof errors.JOSEError) return err('UNAUTHENTICATED');
      throw error;
    }
  };

  return { issueToken, personOf };
}
