import type { IncomingMessage } from 'node:http';

import { readBody } from './body.ts';
import type { Problem } from './exchange.ts';
import { BODY_MISSING, BODY_TOO_LARGE, COMPRESSED, MALFORMED, UNSUPPORTED_MEDIA_TYPE } from './problems.ts';

/**
 * What keeps a request from being handed to Yoga, which answers for what is GraphQL and no more: malformed addresses
 * and parameters would come out of it as errors of the server.
 */
export async function intakeProblem(request: IncomingMessage, bodyBytes: number): Promise<Problem | null> {
  const { method, headers, url = '' } = request;
  const address = URL.parse(`http://${headers.host ?? 'localhost'}${url}`);
  if (address?.pathname !== '/graphql') return MALFORMED;
  if (method === 'GET' && !areJson(address.searchParams)) return MALFORMED;
  return method === 'POST' ? bodyProblem(request, bodyBytes) : null;
}

function areJson(parameters: URLSearchParams): boolean {
  return ['variables', 'extensions'].every((name) => isJson(parameters.get(name) || '{}'));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Only JSON is taken: the other types GraphQL may be sent as are those that any page can post without asking first
 * (cross-site request forgery). The text is left where Yoga looks for a body that has been read.
 */
async function bodyProblem(request: IncomingMessage, maximum: number): Promise<Problem | null> {
  const { headers } = request;
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return UNSUPPORTED_MEDIA_TYPE;
  if (headers['content-encoding'] !== undefined) return COMPRESSED;
  if (Number(headers['content-length'] ?? 0) > maximum) return BODY_TOO_LARGE;
  const body = await readBody(request, maximum);
  if (body === null) return BODY_TOO_LARGE;
  Object.assign(request, { body: bodyOf(body) });
  return body === '' ? BODY_MISSING : null;
}

/**
 * Yoga's server lists the keys of a body it is handed, and a string or a buffer has one for every character or byte: a mebibyte
 * would hold everybody up for half a second. This has one key.
 */
export function bodyOf(text: string): AsyncIterable<Uint8Array> & Readonly<{ text: string }> {
  return {
    text,
    // eslint-disable-next-line @typescript-eslint/require-await -- nothing is waited for: the text is there.
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(text);
    },
  };
}
