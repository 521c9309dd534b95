import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';

import { err, ok } from '../kernel/result.ts';
import type { TokenCheck } from './identity.ts';
import { isSpeakable } from './person.ts';
import { loadTokenKey } from './token-key.ts';

/** The ledger whose demo persons the tokens speak for. `demo: false`: no token of ours is good for anything. */
export type DemoTokenSettings = Readonly<{ home: string; origin: string; demo: boolean; now?: () => Date }>;

export type DemoTokens = Readonly<{
  /** A bearer token for a person of the demo. */
  issueToken: (person: string) => Promise<string>;
  check: TokenCheck;
}>;

/** A token was asked for where there can be none. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** Symmetric: no provider's tokens are, so that the two are never taken for each other. */
const ALGORITHM = 'HS256';

const VALIDITY_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/**
 * Tokens of the demo, signed and checked with a key of this installation. They name the origin of the ledger as issuer
 * and audience, so that a token of one demo opens no other.
 */
export async function createDemoTokens(settings: DemoTokenSettings): Promise<DemoTokens> {
  const { home, origin, demo, now = () => new Date() } = settings;
  const key = demo ? await loadTokenKey(home) : null;
  const parties = { issuer: origin, audience: origin };

  const issueToken = async (person: string): Promise<string> => {
    if (!key) throw new TokenRefused('Tokens are issued for a demo ledger only.');
    if (!isSpeakable(person)) throw new TokenRefused('Tokens speak for persons, never for the system.');
    return new SignJWT({ iss: origin, aud: origin, sub: person })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuedAt(now())
      .setExpirationTime(new Date(now().getTime() + VALIDITY_MILLISECONDS))
      .sign(key);
  };

  const check: TokenCheck = async (token) => {
    if (!key || !isOfDemo(token)) return ok(null);
    try {
      const required = { algorithms: [ALGORITHM], requiredClaims: ['exp', 'sub'], currentDate: now() };
      const { payload } = await jwtVerify(token, key, { ...parties, ...required });
      const { sub } = payload;
      return isSpeakable(sub) ? ok({ person: sub, scopes: null }) : err('UNAUTHENTICATED');
    } catch (error) {
      if (error instanceof errors.JOSEError) return err('UNAUTHENTICATED');
      throw error;
    }
  };

  return { issueToken, check };
}

function isOfDemo(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === ALGORITHM;
  } catch {
    return false;
  }
}
