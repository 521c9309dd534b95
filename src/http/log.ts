import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import { parseEntriesPath } from '../merkle/entry-bundle.ts';
import { parseTilePath } from '../merkle/tile.ts';
import { isAuditor } from '../view/auditors.ts';
import { logCheckpoint, logEntries, logTile } from '../view/log-tiles.ts';
import type { Handle } from '../usecase/handle.ts';
import type { Reader } from '../view/reader.ts';
import { disclosed } from './disclosing.ts';
import { answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import { LOG_CANNOT_SIGN } from './problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

export type LogParts = Readonly<{ reader: Reader; handle: Handle }>;

type Answer = Readonly<{ body: string | Uint8Array; headers: Readonly<Record<string, string>> }>;

const PREFIX = '/log/';
const TILE = 'tile/';
const ENTRIES = 'tile/entries/';

const NO_SUCH_TILE: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: 'Ubin ini tidak ada di log. Log: /log/checkpoint, /log/tile/<L>/<N>[.p/<W>].',
    en: 'The log has no such tile. The log: /log/checkpoint, /log/tile/<L>/<N>[.p/<W>].',
  },
};

const FORBIDDEN: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: {
    id: 'Isi entri hanya untuk auditor nasional; hash-nya terbuka untuk umum.',
    en: 'Entries are for national auditors only; their hashes are everybody’s.',
  },
};

const METHOD_NOT_ALLOWED: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Log hanya dibaca dengan GET.', en: 'The log is read with GET.' },
  headers: { allow: 'GET, HEAD' },
};

/** What is under a checkpoint never changes. */
const IMMUTABLE = 'max-age=31536000, immutable';
/** Longer than a client needs to fetch the tiles it leads to, shorter than anybody waits for news. */
const CHECKPOINT_SECONDS = 2;

/** The log over HTTP (C2SP tlog-tiles): `/log/checkpoint`, `/log/tile/<L>/<N>[.p/<W>]`, `/log/tile/entries/<N>[.p/<W>]`. */
export async function answerLog(visit: Visit, parts: LogParts): Promise<void> {
  const { request, response, exchange } = visit;
  request.resume();
  const answer = await answerFor(visit, parts);
  if ('code' in answer) {
    answerProblem(response, answer, exchange);
    return;
  }
  response.writeHead(200, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

async function answerFor(visit: Visit, parts: LogParts): Promise<Answer | Problem> {
  const { request } = visit;
  if (request.method !== 'GET' && request.method !== 'HEAD') return METHOD_NOT_ALLOWED;
  const [path = ''] = (request.url ?? '').slice(PREFIX.length).split('?', 1);
  if (path === 'checkpoint') return checkpoint(parts);
  if (path.startsWith(ENTRIES)) return entries(path.slice(ENTRIES.length), visit, parts);
  return path.startsWith(TILE) ? tile(path.slice(TILE.length), parts) : NO_SUCH_TILE;
}

async function checkpoint({ reader }: LogParts): Promise<Answer | Problem> {
  const signed = await logCheckpoint(reader);
  if (signed === null) return LOG_CANNOT_SIGN;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': `public, max-age=${CHECKPOINT_SECONDS}`,
  };
  return { body: signed, headers };
}

async function tile(path: string, { reader }: LogParts): Promise<Answer | Problem> {
  const asked = parseTilePath(path);
  const body = asked && (await logTile(reader, asked.tile, asked.width));
  if (!body) return NO_SUCH_TILE;
  return { body, headers: { 'content-type': 'application/octet-stream', 'cache-control': `public, ${IMMUTABLE}` } };
}

async function entries(path: string, visit: Visit, { reader, handle }: LogParts): Promise<Answer | Problem> {
  const person = personWith('EXPORT', visit);
  if (!person.ok) return person.error;
  if (!(await isAuditor(reader, person.value, null))) return FORBIDDEN;
  const asked = parseEntriesPath(path);
  const body = asked && (await logEntries(reader, asked));
  if (!body) return NO_SUCH_TILE;
  if (visit.request.method === 'GET') {
    const recorded = await disclosed(handle, person.value, { type: 'ENTRIES', tile: path });
    if (!recorded.ok) return recorded.error;
  }
  const headers = { 'content-type': 'application/octet-stream', 'cache-control': `private, ${IMMUTABLE}` };
  return compressed(body, headers, visit.request);
}

async function compressed(
  body: Uint8Array,
  headers: Answer['headers'],
  { headers: { 'accept-encoding': accepted = '' } }: IncomingMessage,
): Promise<Answer> {
  const vary = { ...headers, vary: 'accept-encoding' };
  if (!/\bgzip\b(?!\s*;\s*q=0)/.test(accepted)) return { body, headers: vary };
  return { body: await promisify(gzip)(body), headers: { ...vary, 'content-encoding': 'gzip' } };
}
