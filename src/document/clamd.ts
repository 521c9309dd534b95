import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where clamd listens. */
export type ClamdSettings = Readonly<{ socket: string } | { host: string; port: number }>;

/** `UNAVAILABLE`: nobody knows, now. `engine` names the scanner and its signatures, as it names itself. */
export type Verdict =
  | Readonly<{ outcome: 'CLEAN'; engine: string }>
  | Readonly<{ outcome: 'INFECTED'; signature: string; engine: string }>
  | Readonly<{ outcome: 'UNAVAILABLE' }>;

/** Reads the bytes to their end, or gives up after so many milliseconds; never throws for what the scanner does. */
export type Scanner = (bytes: Readable, milliseconds: number) => Promise<Verdict>;

const UNAVAILABLE: Verdict = { outcome: 'UNAVAILABLE' };

/** A reply is one short line; whatever goes on longer is no reply. */
const LONGEST_REPLY = 4096;

/** The null-terminated form of clamd's commands (clamd(8), "COMMANDS"). */
const VERSION = 'zVERSION\0';
const INSTREAM = 'zINSTREAM\0';

export function createClamd(settings: ClamdSettings): Scanner {
  return async (bytes, milliseconds) => {
    const signal = AbortSignal.timeout(milliseconds);
    try {
      const engine = await ask(settings, signal, (socket) => void socket.end(VERSION));
      const reply = await ask(settings, signal, (socket) => sendAll(socket, bytes, signal));
      return verdictIn(reply, plain(engine));
    } catch {
      // Whatever went wrong between it and us, nobody knows what is in the bytes: they stay in quarantine.
      return UNAVAILABLE;
    } finally {
      bytes.destroy();
    }
  };
}

function verdictIn(reply: string, engine: string): Verdict {
  if (reply === 'stream: OK') return { outcome: 'CLEAN', engine };
  const signature = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  return signature === undefined ? UNAVAILABLE : { outcome: 'INFECTED', signature: plain(signature), engine };
}

/** As it may stand in an entry: short, and of visible characters. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}

/** One command on a connection of its own, and the line that answers it. */
function ask(
  settings: ClamdSettings,
  signal: AbortSignal,
  send: (socket: Socket) => Promise<void> | void,
): Promise<string> {
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
      resolve(reply.split('\0', 1)[0] ?? '');
    });
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    socket.once('connect', () => {
      // A scanner that has seen enough answers and hangs up before the end: its answer counts.
      Promise.resolve(send(socket)).catch(() => undefined);
    });
  });
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
