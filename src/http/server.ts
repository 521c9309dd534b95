import { createServer } from 'node:http';
import type { Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { LONGEST_UPLOAD_MILLISECONDS } from '../document/documents.ts';
import { createSoundMemory } from '../document/sound-memory.ts';
import { createSeats } from '../graphql/seats.ts';
import type { SeatLimits } from '../graphql/seats.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { hurry } from './hurry.ts';
import { createListener } from './listener.ts';
import type { ListenerParts } from './listener.ts';
import { createTurns } from './turns.ts';
import type { TurnLimits } from './turns.ts';
import { createRateLimits } from './rate-limits.ts';
import type { Limited, Rates } from './rate-limits.ts';

export type HttpLimits = Readonly<{
  /** Of the body of one request. */
  bodyBytes: number;
  /** How long a client may take to send its request. */
  requestMilliseconds: number;
  /** The same of a document. */
  uploadMilliseconds: number;
  /** How long an operation may run before its sender is told that it took too long. */
  operationMilliseconds: number;
  /** After which a subscription that has nothing to tell says so, for the proxies between. */
  keepAliveMilliseconds: number;
  /** How many subscriptions run at once, and for how long. */
  subscriptions: SeatLimits;
  /** How many exports, bundles and imports run at once. */
  files: TurnLimits;
  /** How many connections there are at once; one more is closed before it says anything. */
  connections: number;
}>;

type Guards = Pick<ListenerParts, 'rateLimits' | 'proxies' | 'corsOrigins'>;

export type ServerParts = Omit<
  ListenerParts,
  keyof HttpLimits | 'seats' | 'turns' | 'sound' | 'stopping' | keyof Guards
> &
  Partial<Pick<Guards, 'proxies' | 'corsOrigins'>> &
  Readonly<{
    /** 0: any free one. */
    port: number;
    /** Absent: every address of the machine. */
    host?: string;
    limits?: Partial<HttpLimits>;
    /** Absent: nobody is limited. */
    rates?: Rates | null;
    limited?: Limited;
  }>;

export type RunningServer = Readonly<{
  url: string;
  port: number;
  /** How many subscriptions run now. */
  subscriptions: () => number;
  /** Accepts nothing more, ends subscriptions, and resolves when everything that was accepted has been answered. */
  close: (patience?: Patience) => Promise<void>;
}>;

/** For how long the end of what was accepted is waited for. */
export type Patience = Readonly<{
  milliseconds: number;
  /** Aborted by who will not wait any longer. */
  hurry: AbortSignal;
  /** Told of how many requests were cut off. */
  cut: (requests: number) => void;
}>;

/** Longer than it takes to hand the last bytes to the network, shorter than anybody waits for a server to stop. */
const FAREWELL_MILLISECONDS = 1000;

/** The largest edition of an instrument is a third of a mebibyte; proxies close lines that are silent for a minute. */
const DEFAULT_LIMITS: HttpLimits = {
  bodyBytes: 1_048_576,
  requestMilliseconds: 30_000,
  // A minute more than documents have themselves, who can say it better.
  uploadMilliseconds: LONGEST_UPLOAD_MILLISECONDS + 60_000,
  operationMilliseconds: 30_000,
  keepAliveMilliseconds: 15_000,
  subscriptions: { inAll: 1000, each: 20, anonymous: 200, longestMilliseconds: 3_600_000 },
  files: { inAll: 16, each: 4 },
  // As many as follow something, and as many again for all others.
  connections: 2000,
};

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Headers are a few packets: whoever lets them drip means to hold a connection. Looked at this often, since Node by itself
 * looks every half a minute.
 */
const HEADERS_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 5000;

/** Room for the largest token of a provider and a query in the address. So many headers have no room to be too many. */
const HEADER_BYTES = 16_384;

/** Spreads clients that stay over the instances again, and ends a pipeline that never does. */
const REQUESTS_OF_CONNECTION = 10_000;

/** Resolves when the server accepts requests; throws `StartupError` where it cannot. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const seats = createSeats(limits.subscriptions);
  let isStopping = false;
  const turns = createTurns(limits.files);
  const rateLimits = parts.rates ? createRateLimits(parts.rates, parts.limited) : null;
  const guards = { proxies: 0, corsOrigins: NOBODY, ...parts, rateLimits };
  const listener = createListener({
    ...guards,
    ...limits,
    seats,
    turns,
    sound: createSoundMemory(),
    stopping: () => isStopping,
  });
  const running = new Set<Promise<void>>();
  const { requestMilliseconds } = limits;
  const server = createServer(settingsOf(limits), (request, response) => {
    hurry(request, response, requestMilliseconds);
    const answered = listener(request, response).finally(() => running.delete(answered));
    running.add(answered);
  });
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = REQUESTS_OF_CONNECTION;
  await listen(server, parts);
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const stop = (patience?: Patience): Promise<void> => {
    isStopping = true;
    seats.close();
    return close(server, running, patience);
  };
  return { url: `http://localhost:${port}/graphql`, port, subscriptions: seats.taken, close: stop };
}

function settingsOf({ requestMilliseconds, uploadMilliseconds }: HttpLimits): ServerOptions {
  return {
    headersTimeout: Math.min(HEADERS_MILLISECONDS, requestMilliseconds),
    requestTimeout: uploadMilliseconds,
    connectionsCheckingInterval: Math.min(LOOK_MILLISECONDS, requestMilliseconds),
    maxHeaderSize: HEADER_BYTES,
  };
}

function listen(server: Server, { port, host }: Pick<ServerParts, 'port' | 'host'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartupError(sentenceFor(error, port), { cause: error })));
    server.listen({ port, host }, resolve);
  });
}

function sentenceFor(error: Error, port: number): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program; set PORT to a free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user; set PORT to one above 1023.`;
  return `The server cannot listen on port ${port}: ${error.message}.`;
}

/**
 * An operation whose sender went away still counts: the command behind it is under way. Until it has ended the server goes
 * on listening, to say to whoever sends work that it is stopping, and to whoever watches that it is not ready.
 */
async function close(server: Server, running: ReadonlySet<Promise<void>>, patience?: Patience): Promise<void> {
  await Promise.race([Promise.allSettled(running), ...(patience ? [lossOf(patience)] : [])]);
  const closed = new Promise((resolve) => {
    server.close(resolve);
  });
  server.closeIdleConnections();
  const isCut = patience !== undefined && running.size > 0;
  const late = setTimeout(() => server.closeAllConnections(), isCut ? 0 : FAREWELL_MILLISECONDS);
  if (isCut) patience.cut(running.size);
  if (!patience) await Promise.allSettled(running);
  await closed;
  clearTimeout(late);
}

function lossOf({ milliseconds, hurry }: Patience): Promise<void> {
  return pause(milliseconds, undefined, { signal: hurry, ref: false }).catch(() => undefined);
}
