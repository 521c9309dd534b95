import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerProblem } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { NOT_FOUND } from './problems.ts';

/** The counts of this process as a page, and who may read it. */
export type MetricsPage = Readonly<{
  contentType: string;
  text: () => Promise<string>;
  /** Whoever shows it may read; null: whoever asks from this very machine. */
  token: string | null;
  /** True: everybody comes from the proxy in front, so where they come from says nothing. */
  behindProxy: boolean;
}>;

type Visit = Readonly<{ request: IncomingMessage; response: ServerResponse; exchange: Exchange }>;

/** For whom the page is not there it is nowhere: how busy a server is and what it refuses helps who attacks it. */
export async function answerMetrics({ request, response, exchange }: Visit, page: MetricsPage | null): Promise<void> {
  request.resume();
  if (page === null || request.method !== 'GET' || !admits(page, request)) {
    answerProblem(response, NOT_FOUND, exchange);
    return;
  }
  const text = await page.text();
  response.writeHead(200, { 'content-type': page.contentType });
  response.end(text);
}

function admits({ token, behindProxy }: MetricsPage, request: IncomingMessage): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  return !behindProxy && isFromHere(request);
}

/** By digest, so that neither the time it takes nor the length of the token tells how much of a guess was right. */
function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(sha256(given), sha256(wanted));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What a proxy passes on comes from the machine of the proxy, which may be this one: then it says for whom. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
  return !passedOn && /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(socket.remoteAddress ?? '');
}
