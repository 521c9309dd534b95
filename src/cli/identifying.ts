import type { Config } from '../config.ts';
import { demoIdentities } from '../demo/people.ts';
import { createApiTokenCheck } from '../identity/api-tokens.ts';
import { createDemoTokens } from '../identity/demo-tokens.ts';
import { createIdentify } from '../identity/identity.ts';
import type { Identify, TokenCheck } from '../identity/identity.ts';
import { createOidcCheck } from '../identity/oidc.ts';
import type { OidcSettings } from '../identity/oidc.ts';
import { createLogin, issuerBeside } from '../login/login.ts';
import type { Login } from '../login/login.ts';
import { liveApiToken } from '../view/api-tokens.ts';
import type { Reader } from '../view/reader.ts';
import { audienceOf } from './token-audience.ts';

/** Who asks, and where one logs in to a demo that names no provider of others; null: elsewhere. */
export type Identifying = Readonly<{ identify: Identify; login: Login | null }>;

export type IdentifyingOptions = Readonly<{
  reader: Reader;
  log: OidcSettings['log'];
  /** Is what the ledger holds told for demonstration? */
  demo: boolean;
  /** Of the API; known when the server listens. */
  url: Promise<string>;
}>;

export async function openIdentifying(config: Config, options: IdentifyingOptions): Promise<Identifying> {
  const { home, oidc } = config;
  const { demo, log, url, reader } = options;
  const demoTokens = await createDemoTokens({ home, origin: audienceOf(config), demo });
  const login = demo && !oidc ? createLogin({ home, people: demoIdentities(), audience: url }) : null;
  const provider = oidc ? providerOf(oidc) : login && ownProvider(url);
  const checks: readonly TokenCheck[] = [
    createApiTokenCheck((id) => liveApiToken(reader, id)),
    demoTokens.check,
    ...(provider ? [createOidcCheck({ ...provider, log })] : []),
  ];
  return { identify: createIdentify(checks), login };
}

type Provider = Pick<OidcSettings, 'issuer' | 'audience' | 'personClaim'>;

function providerOf({ issuer, audience, personClaim }: NonNullable<Config['oidc']>): Provider {
  return { issuer: () => Promise.resolve(issuer), audience: () => Promise.resolve(audience), personClaim };
}

/** Checked as any other one: over the network, by what it publishes. */
function ownProvider(url: Promise<string>): Provider {
  return { issuer: async () => issuerBeside(await url), audience: () => url, personClaim: 'sub' };
}
