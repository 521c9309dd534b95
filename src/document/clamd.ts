import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where clamd listens. */
export type ClamdSettings = Readonly<{ socket: string } | { host: string; port: number }>;

/** `UNAVAILABLE`: nobody knows, now, and for what reason. `engine` names the scanner and its signatures, as it names itself. */
export type Verdict =
  | Readonly<{ outcome: 'CLEAN'; engine: string }>
  | Readonly<{ outcome: 'INFECTED'; signature: string; engine: string }>
  | Readonly<{ outcome: 'UNAVAILABLE'; reason: string }>;

/** Reads the bytes to their end, or gives up after so many milliseconds; never throws for what the scanner does. */
export type Scanner = (bytes: Readable, milliseconds: number, ended?: AbortSignal) => Promise<Verdict>;

/** A reply is one short line; whatever goes on longer is no reply. */
const LONGEST_REPLY = 4096;

/** The null-terminated form of clamd's commands (clamd(8), "COMMANDS"). */
const VERSION = 'zVERSION\0';
const INSTREAM = 'zINSTREAM\0';

/** What clamd says with `AlertExceedsMax` of bytes that it did not look at to their end: that is no malware, and not clean either. */
const NOT_WHOLE = /^Heuristics\.Limits\.Exceeded/;

export function createClamd(settings: ClamdSettings): Scanner {
  return async (bytes, milliseconds, ended) => {
    const late = AbortSignal.timeout(milliseconds);
    const signal = ended ? AbortSignal.any([late, ended]) : late;
    try {
      const engine = await ask(settings, signal, sendVersion);
      const sending = { whole: false };
      const reply = await ask(settings, signal, async (socket) => {
        await sendAll(socket, bytes, signal);
        sending.whole = true;
      });
      return verdictIn(reply, plain(engine), sending.whole);
    } catch (error) {
      // Whatever went wrong between it and us, nobody knows what is in the bytes: they stay in quarantine.
      return unavailable(error instanceof Error ? error.message : '');
    } finally {
      bytes.destroy();
    }
  };
}

/** Throws unless clamd answers in time. */
export async function askClamd(settings: ClamdSettings, milliseconds: number): Promise<void> {
  await ask(settings, AbortSignal.timeout(milliseconds), sendVersion);
}

/** `whole`: whether it was sent everything; a scanner that calls clean what it has not seen is not believed. */
function verdictIn(reply: string, engine: string, whole: boolean): Verdict {
  if (reply === 'stream: OK') return whole ? { outcome: 'CLEAN', engine } : unavailable('an answer before the end');
  const signature = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (signature === undefined || NOT_WHOLE.test(signature)) return unavailable(reply);
  return { outcome: 'INFECTED', signature: plain(signature), engine };
}

function unavailable(reason: string): Verdict {
  return { outcome: 'UNAVAILABLE', reason: plain(reason) };
}

/** As it may stand in an entry: short, and of visible characters. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}

function sendVersion(socket: Socket): Promise<void> {
  socket.write(VERSION);
  return Promise.resolve();
}

/** One command on a connection of its own, and the line that answers it: up to its end mark, without which it may be cut off. */
function ask(settings: ClamdSettings, signal: AbortSignal, send: (socket: Socket) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect('socket' in settings ? { path: settings.socket } : settings);
    const give = (): void => void socket.destroy(new Error('the scanner took too long'));
    let reply = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      reply += piece;
      if (reply.includes('\0') || reply.length > LONGEST_REPLY) socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      signal.removeEventListener('abort', give);
      const end = reply.indexOf('\0');
      if (end < 1) reject(new Error('the scanner gave no answer'));
      else resolve(reply.slice(0, end));
    });
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    // What cannot be read or sent to its end is not waited for. A scanner that had answered before is closed already.
    socket.once('connect', () => void send(socket).catch((error: unknown) => socket.destroy(asError(error))));
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Each chunk behind its length, and one of no length at the end. */
async function sendAll(socket: Socket, bytes: Readable, signal: AbortSignal): Promise<void> {
  socket.write(INSTREAM);
  const chunked = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, Buffer.concat([lengthOf(chunk.length), chunk])),
    flush: (done) => done(null, lengthOf(0)),
  });
  await pipeline(bytes, chunked, socket, { signal, end: false });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
