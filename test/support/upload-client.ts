import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

import type { HttpWorld, Served } from './http-server.ts';
import { REPORTER } from './reporting-world.ts';

export type Sent = Readonly<{
  method?: string;
  path?: string;
  body?: Buffer;
  person?: string | null;
  headers?: Readonly<Record<string, string>>;
  /** After so many bytes the line breaks. */
  breaksAfter?: number;
  /** The line stays, and nothing more is said on it. */
  falterAfter?: number;
  server?: Pick<Served, 'url'>;
}>;

export type Heard = Readonly<{
  status: number;
  headers: Record<string, unknown>;
  body: Readonly<Record<string, unknown>>;
  code: unknown;
  message: unknown;
}>;

/** For as long as a busy server may need to begin with what was sent; what breaks off before never was an upload. */
const LINGERS_MILLISECONDS = 150;

/** One request over a line of its own; null where the line broke. */
export async function sendTo(world: HttpWorld, sent: Sent): Promise<Heard | null> {
  const { method = 'PUT', path = '/documents', body = Buffer.alloc(0), person = REPORTER, server = world } = sent;
  const authorization = person === null ? {} : { authorization: `Bearer ${await world.tokens.issueToken(person)}` };
  const url = new URL(path, server.url);
  const length = sent.headers?.['transfer-encoding'] ? {} : { 'content-length': String(body.length) };
  const headers = { ...length, ...authorization, ...sent.headers };
  return new Promise((resolve) => {
    const asking = request(url, { method, headers, agent: false }, (response) => {
      void buffer(response).then((bytes) => resolve(heard(response.statusCode ?? 0, response.headers, bytes)));
    });
    asking.on('error', () => resolve(null));
    if (sent.breaksAfter !== undefined)
      asking.write(body.subarray(0, sent.breaksAfter), () => setTimeout(() => asking.destroy(), LINGERS_MILLISECONDS));
    else if (sent.falterAfter !== undefined) asking.write(body.subarray(0, sent.falterAfter));
    else asking.end(body);
  });
}

function heard(status: number, headers: Record<string, unknown>, bytes: Buffer): Heard {
  const body = (bytes.length > 0 ? JSON.parse(bytes.toString()) : {}) as Heard['body'];
  const [error] = (body['errors'] ?? []) as readonly { message: string; extensions: { code: string } }[];
  return { status, headers, body, code: error?.extensions.code, message: error?.message };
}

/** The digest of a body as header fields say it. */
export function digestField(bytes: Buffer): string {
  return `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
}
