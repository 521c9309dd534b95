import { createHash, randomBytes } from 'node:crypto';

/** What a login is told apart by; everything else is as the flow has it. */
export type LoginOptions = Readonly<{
  identity: string;
  client?: string;
  redirectUri?: string;
  /** Of PKCE; absent: S256. */
  method?: 'S256' | 'plain' | null;
}>;

export type Code = Readonly<{ code: string; verifier: string; redirectUri: string; client: string }>;

/** Where the provider says that its endpoints are. */
export type Endpoints = Readonly<{ issuer: string; authorization_endpoint: string; token_endpoint: string }>;

export type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

/** The way did not lead back to the program that asked for the login. */
export class LoginFailed extends Error {
  override readonly name = 'LoginFailed';
}

/** More than the flow has. */
const MOST_REDIRECTS = 10;

/** RFC 8414 by way of OpenID Connect Discovery: beside the API at `url`. */
export async function discover(url: string): Promise<Endpoints> {
  const response = await fetch(new URL('/oidc/.well-known/openid-configuration', url));
  if (!response.ok) throw new LoginFailed(`there is no provider: ${response.status}`);
  // What is missing shows when it is used.
  return (await response.json()) as Endpoints;
}

/** What a program and a browser do up to the code: authorization with PKCE, the page where one chooses who to be, the way back. */
export async function authorize(endpoints: Endpoints, options: LoginOptions): Promise<Code> {
  const { identity, client = 'jejak-demo', redirectUri = 'http://127.0.0.1:38721/callback', method = 'S256' } = options;
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const challenge = method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  const asked = new URLSearchParams({
    client_id: client,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state,
  });
  if (method !== null) asked.append('code_challenge', challenge);
  if (method !== null) asked.append('code_challenge_method', method);

  const browser = createBrowser(redirectUri);
  const page = await browser({ url: `${endpoints.authorization_endpoint}?${asked.toString()}` });
  if (page.url.startsWith(redirectUri)) throw new LoginFailed(new URL(page.url).search);
  const back = await browser({ url: page.url, form: { identity } });
  return {
    code: codeIn(new URL(back.url).searchParams, { state, iss: endpoints.issuer }),
    verifier,
    redirectUri,
    client,
  };
}

/** RFC 9207: an answer that another provider, or another login, gave is none. */
function codeIn(answer: URLSearchParams, expected: Readonly<{ state: string; iss: string }>): string {
  const isOurs = Object.entries(expected).every(([name, value]) => answer.get(name) === value);
  if (!isOurs) throw new LoginFailed(answer.toString());
  const code = answer.get('code');
  if (code === null) throw new LoginFailed(answer.get('error') ?? 'no code');
  return code;
}

/** The code for tokens; a program asks with the verifier that it alone knows. */
export async function exchange(endpoints: Endpoints, { code, verifier, redirectUri, client }: Code): Promise<Answer> {
  const response = await fetch(endpoints.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
      client_id: client,
    }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Logs in as somebody of the demo and gives an access token for the API. */
export async function logIn(url: string, identity: string): Promise<string> {
  const endpoints = await discover(url);
  const { status, body } = await exchange(endpoints, await authorize(endpoints, { identity }));
  const token = body['access_token'];
  if (typeof token !== 'string') throw new LoginFailed(`no token: ${status} ${JSON.stringify(body)}`);
  return token;
}

type Request = Readonly<{ url: string; form?: Readonly<Record<string, string>> }>;

/** Keeps cookies and follows redirects, up to a page or to the program's own address, where it stops. */
function createBrowser(home: string): (request: Request) => Promise<Readonly<{ url: string; text: string }>> {
  const jar = new Map<string, Readonly<{ value: string; path: string }>>();

  return async ({ url, form }) => {
    let at = new URL(url);
    let body: BodyInit | null = form ? new URLSearchParams(form) : null;
    for (let turn = 0; turn < MOST_REDIRECTS; turn += 1) {
      const sent = [...jar].filter(([, { path }]) => at.pathname.startsWith(path));
      const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
      const method = body ? 'POST' : 'GET';
      const response = await fetch(at, { method, body, headers: { cookie }, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) keep(jar, line);
      const to = response.headers.get('location');
      if (to === null && !response.ok)
        throw new LoginFailed(`${response.status} at ${at.pathname}: ${await response.text()}`);
      if (to === null) return { url: at.href, text: await response.text() };
      at = new URL(to, at);
      if (at.href.startsWith(home)) return { url: at.href, text: '' };
      body = null;
    }
    throw new LoginFailed('the way leads in circles');
  };
}

function keep(jar: Map<string, Readonly<{ value: string; path: string }>>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', ...value] = pair.split('=');
  const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
  if (value.join('=') === '') jar.delete(name);
  else jar.set(name, { value: value.join('='), path });
}
