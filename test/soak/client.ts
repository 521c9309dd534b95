import { randomInt } from 'node:crypto';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import type { Body } from './body.ts';

/** Where the product is now (it moves when it is started again), and how to show who somebody is. */
export type Door = Readonly<{ url: () => string; token: (person: string) => Promise<string> }>;

export type Tally = { sent: number; broken: number; resumed: number; turnedDown: number };

/** Of the requests that carry bytes, how many break off on purpose. */
const BREAKING = 0.3;

const PAUSE_MILLISECONDS = 250;

type Heard = Readonly<{ status: number; headers: IncomingMessage['headers']; body: string }>;

/**
 * Uploads a document as a stubborn client does: after every break it asks how far it came and goes on from there, until the
 * product has acknowledged the whole.
 */
export async function upload(door: Door, person: string, { body, tally }: Uploading): Promise<void> {
  for (;;) {
    const offset = await standing(door, person, body);
    const heard =
      offset === 'DONE' ? await askAgain(door, person, body) : await send(door, person, { body, offset, tally });
    if (heard?.status === 201) {
      acknowledged(heard, body);
      return;
    }
    if (heard && !WAITING.includes(heard.status))
      throw new Error(`an upload was answered ${heard.status}: ${heard.body}`);
    if (heard) tally.turnedDown += 1;
    await pause(PAUSE_MILLISECONDS);
  }
}

type Uploading = Readonly<{ body: Body; tally: Tally }>;

/** Somebody is at it still, or too many are. */
const WAITING = [409, 429, 503];

/** It was whole before its client heard so. */
function askAgain(door: Door, person: string, { name, bytes }: Body): Promise<Heard | null> {
  const headers = { 'upload-offset': String(bytes), 'upload-complete': '?1', 'content-length': '0' };
  return exchange(door, person, { method: 'PATCH', path: `/documents/uploads/${name}`, headers });
}

function acknowledged({ body: said }: Heard, { digest, bytes }: Body): void {
  // Whatever else it is, it is not what was sent.
  const answer = JSON.parse(said) as Readonly<{ digest: string; bytes: number }>;
  if (answer.digest !== digest || answer.bytes !== bytes) throw new Error(`acknowledged as ${said}`);
}

/** How far it came; null where it has not begun, or nobody can say. */
async function standing(door: Door, person: string, { name }: Body): Promise<number | null | 'DONE'> {
  for (;;) {
    const heard = await exchange(door, person, { method: 'HEAD', path: `/documents/uploads/${name}`, headers: {} });
    if (heard?.status === 404) return null;
    if (heard?.status === 204)
      return heard.headers['upload-complete'] === '?1' ? 'DONE' : Number(heard.headers['upload-offset']);
    await pause(PAUSE_MILLISECONDS);
  }
}

type Sending = Readonly<{ body: Body; offset: number | null; tally: Tally }>;

async function send(door: Door, person: string, { body, offset, tally }: Sending): Promise<Heard | null> {
  const from = offset ?? 0;
  const length = body.bytes - from;
  const breaksAfter = Math.random() < BREAKING ? randomInt(0, length) : null;
  if (breaksAfter !== null) tally.broken += 1;
  if (from > 0) tally.resumed += 1;
  tally.sent += breaksAfter ?? length;
  return exchange(door, person, {
    method: offset === null ? 'PUT' : 'PATCH',
    path: offset === null ? `/documents?upload=${body.name}` : `/documents/uploads/${body.name}`,
    headers: {
      'content-length': String(length),
      'upload-length': String(body.bytes),
      'upload-complete': '?1',
      ...(offset === null ? {} : { 'upload-offset': String(from) }),
    },
    bytes: () => body.from(from),
    breaksAfter,
  });
}

type Asking = Readonly<{
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  bytes?: () => Readable;
  breaksAfter?: number | null;
}>;

/** One request on a connection of its own; null where that broke. */
async function exchange(door: Door, person: string, asking: Asking): Promise<Heard | null> {
  const { method, path, headers, bytes, breaksAfter = null } = asking;
  const authorization = `Bearer ${await door.token(person)}`;
  const url = new URL(path, door.url());
  return new Promise((resolve) => {
    const outgoing = request(url, { method, headers: { ...headers, authorization }, agent: false }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        () => resolve(null),
      );
    });
    outgoing.on('error', () => resolve(null));
    outgoing.on('close', () => resolve(null));
    if (!bytes) outgoing.end();
    else if (breaksAfter === null) pipeline(bytes(), outgoing).catch(() => undefined);
    else void writeSome(outgoing, bytes(), breaksAfter);
  });
}

async function writeSome(outgoing: ClientRequest, bytes: Readable, most: number): Promise<void> {
  await pipeline(bytes, (chunks: AsyncIterable<Buffer>) => beginningOf(chunks, most), outgoing, { end: false }).catch(
    () => undefined,
  );
  outgoing.destroy();
}

async function* beginningOf(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let left = most;
  for await (const chunk of chunks) {
    if (left === 0) return;
    yield chunk.subarray(0, left);
    left = Math.max(0, left - chunk.length);
  }
}
