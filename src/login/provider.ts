import { randomBytes } from 'node:crypto';

import type { JWK } from 'jose';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';

import { errorPage } from './error-page.ts';
import { createMemory } from './memory.ts';

/** Somebody of the demo: the identity, and what they are. */
export type Person = Readonly<{ identity: string; label: string }>;

export type ProviderSettings = Readonly<{
  /** `http://localhost:4000/oidc`: where it is reached, and how its tokens name it. */
  issuer: string;
  /** The API that access tokens are for. */
  audience: string;
  key: JWK;
  people: readonly Person[];
}>;

/** The one client there is: a program on the machine of whoever tries the demo. It keeps no secret. */
export const CLIENT = 'jejak-demo';

/** On any port: a program listens on one that is free (RFC 8252 §7.3). */
const REDIRECTS = ['http://127.0.0.1/callback', 'http://localhost/callback', 'http://[::1]/callback'];

/** As long as a look around takes; then one logs in again. */
const ACCESS_SECONDS = 3600;

const CODE_SECONDS = 60;

/** As long as somebody may take to choose who to be. */
const CHOICE_SECONDS = 600;

/** Who was chosen last is not remembered: every login asks anew. */
const SESSION_SECONDS = 1;

/**
 * A provider of OpenID Connect with the flow that browsers and programs use (RFC 9700): authorization code with PKCE S256,
 * and nothing else. It keeps what is under way in memory, at most a thousand things, and each for minutes.
 */
export async function createProvider(settings: ProviderSettings): Promise<Provider> {
  // Loaded when somebody logs in first: it takes longer than the rest of the start.
  const { Provider: OidcProvider, errors } = await import('oidc-provider');
  return new OidcProvider(settings.issuer, configurationOf(settings, errors.InvalidTarget));
}

type Refused = new () => Error;

function configurationOf(settings: ProviderSettings, TargetRefused: Refused): Configuration {
  const { issuer, key, people } = settings;
  const { pathname } = new URL(issuer);
  const known = new Set(people.map(({ identity }) => identity));
  return {
    adapter: createMemory(),
    jwks: { keys: [{ ...key }] },
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [...REDIRECTS],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    scopes: ['openid'],
    subjectTypes: ['public'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    findAccount: (_context, id) =>
      known.has(id) ? { accountId: id, claims: () => Promise.resolve({ sub: id }) } : undefined,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: ACCESS_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      Grant: ACCESS_SECONDS,
      IdToken: ACCESS_SECONDS,
      Interaction: CHOICE_SECONDS,
      Session: SESSION_SECONDS,
    },
    cookies: { keys: [randomBytes(32).toString('base64url')], ...cookiesBelow(pathname) },
    interactions: { url: (_context, { uid }) => `${pathname}/login/${uid}` },
    clientBasedCORS: () => false,
    renderError: (context, { error, error_description: description }) => showError(context, { error, description }),
    features: featuresOf(settings, TargetRefused),
  };
}

/** Of no use to anything but the login. */
function cookiesBelow(path: string): Pick<NonNullable<Configuration['cookies']>, 'long' | 'short'> {
  const options = { path, httpOnly: true, sameSite: 'lax' } as const;
  return { long: options, short: options };
}

/** What is off by itself is not named. */
function featuresOf({ audience }: ProviderSettings, TargetRefused: Refused): NonNullable<Configuration['features']> {
  const server = {
    scope: '',
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ACCESS_SECONDS,
    jwt: { sign: { alg: 'ES256' } },
  } as const;
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => {
        if (resource === audience) return server;
        throw new TargetRefused();
      },
    },
  };
}

function showError(
  context: KoaContextWithOIDC,
  { error, description = '' }: Readonly<{ error: string; description?: string | undefined }>,
): void {
  context.type = 'html';
  context.body = errorPage(error, description);
}
