import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { Unreachable } from './fetch-json.ts';
import type { Identity, IdentityProblem, TokenCheck } from './identity.ts';
import { isSpeakable } from './person.ts';
import { createProviderKeys } from './provider-keys.ts';
import type { ProviderKeys, ProviderLog } from './provider-keys.ts';

/** The provider whose access tokens are taken, and how they name the person. */
export type OidcSettings = Readonly<{
  /** Asked for when it is needed first: one of our own has no address before the server listens. */
  issuer: () => Promise<string>;
  audience: () => Promise<string>;
  personClaim: string;
  log: ProviderLog;
  now?: () => Date;
  /** For how long after the keys were fetched a name that is not among them is not looked up. */
  cooldownMilliseconds?: number;
}>;

/**
 * Only signatures that a provider alone can make: with a shared secret whoever checks could also sign, and a public key
 * could be passed off as one (RFC 8725 §2.1).
 */
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
  'EdDSA',
  'Ed25519',
];

/** RFC 9068 §2.1, and what providers write that are older than it. */
const TYPES: readonly unknown[] = ['at+jwt', 'application/at+jwt', 'JWT'];

/** What stands in ID tokens and in no access token (Core §3.3.2.11), beside what Keycloak calls its kinds. */
const OTHER_KINDS: readonly unknown[] = ['ID', 'Refresh', 'Offline', 'Logout'];

/** Strangers name keys that there are not: they make nobody ask the provider more often than this. */
const COOLDOWN_MILLISECONDS = 30_000;

/** Clocks of two well kept machines differ by less. */
const SKEW_SECONDS = 30;

/** A resource server of OpenID Connect: access tokens of one provider, issued for this API. */
export function createOidcCheck(settings: OidcSettings): TokenCheck {
  const { issuer, log, now = () => new Date(), cooldownMilliseconds = COOLDOWN_MILLISECONDS } = settings;
  const keys = createProviderKeys({ issuer, log, now, cooldownMilliseconds });
  return async (token) => {
    // Told apart first: what another party issued, or nobody, makes us ask the provider nothing.
    if (!isOf(await issuer(), token)) return ok(null);
    try {
      return await verify(token, { ...settings, keys, now });
    } catch (error) {
      if (error instanceof Unreachable) return err('IDENTITY_UNAVAILABLE');
      if (error instanceof errors.JOSEError) return err('UNAUTHENTICATED');
      throw error;
    }
  };
}

function isOf(issuer: string, token: string): boolean {
  try {
    const { alg = '', typ } = decodeProtectedHeader(token);
    return ALGORITHMS.includes(alg) && TYPES.includes(typ) && decodeJwt(token).iss === issuer;
  } catch {
    return false;
  }
}

type Verifying = OidcSettings & Readonly<{ keys: ProviderKeys; now: () => Date }>;

async function verify(
  token: string,
  { keys, issuer, audience, personClaim, now }: Verifying,
): Promise<Result<Identity, IdentityProblem>> {
  const { payload } = await jwtVerify(token, await keys(), {
    issuer: await issuer(),
    audience: await audience(),
    algorithms: ALGORITHMS,
    requiredClaims: ['exp', personClaim],
    clockTolerance: SKEW_SECONDS,
    currentDate: now(),
  });
  const person = payload[personClaim];
  if (isOfAnotherKind(payload) || !isSpeakable(person)) return err('UNAUTHENTICATED');
  return ok({ person, scopes: null });
}

/** An ID token says who somebody is to its client; whoever gets hold of it is not meant to act as them. */
function isOfAnotherKind(payload: JWTPayload): boolean {
  return 'at_hash' in payload || 'c_hash' in payload || OTHER_KINDS.includes(payload['typ']);
}
