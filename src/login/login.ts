import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Provider } from 'oidc-provider';

import { choicePage, lookedAt } from './choice-page.ts';
import { errorPage } from './error-page.ts';
import { loadLoginKey } from './keys.ts';
import { PAGE_POLICY } from './page.ts';
import { createProvider } from './provider.ts';
import type { Person } from './provider.ts';

/** Answers everything below `/oidc`. */
export type Login = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type LoginSettings = Readonly<{
  home: string;
  people: readonly Person[];
  /** Of the API; known when the server listens. */
  audience: Promise<string>;
}>;

const MOUNT = '/oidc';

/** The form names one identity. */
const MOST_BYTES = 1024;

/** How the tokens of the provider beside an API name it. */
export function issuerBeside(audience: string): string {
  return new URL(MOUNT, audience).href;
}

/**
 * The login of a demo: a real provider with a page on which one chooses who to be. MUST be there for demos only, since
 * anybody can be anybody.
 */
export function createLogin({ home, people, audience }: LoginSettings): Login {
  let opened: Promise<Provider> | null = null;
  // What did not open may open for the next one who asks.
  const forget = (): void => {
    opened = null;
  };
  const open = async (): Promise<Provider> => {
    const [api, key] = await Promise.all([audience, loadLoginKey(home)]);
    return createProvider({ issuer: issuerBeside(api), audience: api, key, people });
  };
  return async (request, response) => {
    opened ??= open();
    opened.catch(forget);
    const provider = await opened;
    // What the request says its host is would stand in the addresses that are answered: others could be led astray by it.
    request.headers.host = new URL(provider.issuer).host;
    response.setHeader('content-security-policy', PAGE_POLICY);
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path.startsWith(`${MOUNT}/login/`)) await choose({ provider, people, path }, request, response);
    else await handOver(provider, request, response);
  };
}

function handOver(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '' } = request;
  // As web frameworks mount what they mount: so it finds its own place again.
  Object.assign(request, { originalUrl: url, url: url.slice(MOUNT.length) || '/' });
  return provider.callback()(request, response);
}

type Choosing = Readonly<{ provider: Provider; people: readonly Person[]; path: string }>;

async function choose(choosing: Choosing, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { provider, people, path } = choosing;
  const asked = await interactionOf(provider, request, response);
  if (!asked) {
    show(response, 400, errorPage('invalid_request', 'The login has expired.'));
    return;
  }
  if (request.method === 'POST') {
    const identity = (await formOf(request)).get('identity');
    const person = people.find((one) => one.identity === identity);
    if (person) {
      await finish({ provider, client: asked.client, person }, request, response);
      return;
    }
  }
  const { searchParams } = new URL(request.url ?? '', provider.issuer);
  show(response, 200, choicePage(path, people, lookedAt(searchParams)));
}

type Asked = Readonly<{ client: string }>;

/** The login that the page belongs to: by a cookie that only the browser has that asked for it, and for this page alone. */
async function interactionOf(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Asked | null> {
  try {
    const { uid, params } = await provider.interactionDetails(request, response);
    const isThis = request.url?.split('?', 1)[0] === `${MOUNT}/login/${uid}`;
    return isThis ? { client: String(params['client_id']) } : null;
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return null;
    throw error;
  }
}

type Finishing = Readonly<{ provider: Provider; client: string; person: Person }>;

/** Whoever chose has agreed as well: the client is our own. */
async function finish(
  { provider, client, person: { identity } }: Finishing,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const grant = new provider.Grant({ accountId: identity, clientId: client });
  grant.addOIDCScope('openid');
  const result = { login: { accountId: identity, remember: false }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Without an encoding a request is read in buffers.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return new URLSearchParams(bytes > MOST_BYTES ? '' : Buffer.concat(chunks).toString('utf8'));
}

function show(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body);
}
