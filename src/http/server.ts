import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createSeats } from '../graphql/seats.ts';
import type { SeatLimits, Seats } from '../graphql/seats.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createListener } from './listener.ts';
import type { ListenerParts } from './listener.ts';

export type HttpLimits = Readonly<{
  /** Of the body of one request. */
  bodyBytes: number;
  /** How long a client may take to send its request. */
  requestMilliseconds: number;
  /** How long an operation may run before its sender is told that it took too long. */
  operationMilliseconds: number;
  /** After which a subscription that has nothing to tell says so, for the proxies between. */
  keepAliveMilliseconds: number;
  /** How many subscriptions run at once, and for how long. */
  subscriptions: SeatLimits;
}>;

export type ServerParts = Omit<ListenerParts, keyof HttpLimits | 'seats'> &
  Readonly<{
    /** 0: any free one. */
    port: number;
    /** Absent: every address of the machine. */
    host?: string;
    limits?: Partial<HttpLimits>;
  }>;

export type RunningServer = Readonly<{
  url: string;
  port: number;
  /** Accepts nothing more, ends subscriptions, and resolves when everything that was accepted has been answered. */
  close: () => Promise<void>;
}>;

/** The largest edition of an instrument is a third of a mebibyte; proxies close lines that are silent for a minute. */
const DEFAULT_LIMITS: HttpLimits = {
  bodyBytes: 1_048_576,
  requestMilliseconds: 30_000,
  operationMilliseconds: 30_000,
  keepAliveMilliseconds: 15_000,
  subscriptions: { inAll: 1000, each: 20, anonymous: 200, longestMilliseconds: 3_600_000 },
};

/** Resolves when the server accepts requests; throws `StartupError` where it cannot. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const seats = createSeats(limits.subscriptions);
  const listener = createListener({ ...parts, ...limits, seats });
  const running = new Set<Promise<void>>();
  const server = createServer({ requestTimeout: limits.requestMilliseconds }, (request, response) => {
    const answered = listener(request, response).finally(() => running.delete(answered));
    running.add(answered);
  });
  await listen(server, parts);
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/graphql`, port, close: () => close(server, running, seats) };
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

/** An operation whose sender went away still counts: the command behind it is under way. */
async function close(server: Server, running: ReadonlySet<Promise<void>>, seats: Seats): Promise<void> {
  const closed = new Promise((resolve) => {
    server.close(resolve);
  });
  seats.close();
  while (running.size > 0) await Promise.allSettled(running);
  server.closeIdleConnections();
  await closed;
}
