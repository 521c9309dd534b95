import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { PAGE_POLICY } from './safe-headers.ts';

/** Whoever takes nothing for so long is not coming back. */
const STALLED_MILLISECONDS = 60_000;

/** Longer than it takes to send what is on its way, shorter than anybody waits for a server to stop. */
const FAREWELL_MILLISECONDS = 1000;

/** Sends an answer of Yoga as it comes, to its end or until the line is cut. */
export async function sendReply(reply: Response, response: ServerResponse, line: AbortSignal): Promise<void> {
  response.setTimeout(STALLED_MILLISECONDS);
  if (reply.headers.get('content-type')?.startsWith('text/html')) {
    response.setHeader('content-security-policy', PAGE_POLICY);
  }
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (!reply.body) {
    response.end();
    return;
  }
  response.flushHeaders();
  line.addEventListener('abort', () => {
    if (!response.closed) setTimeout(() => response.destroy(), FAREWELL_MILLISECONDS).unref();
  });
  await pipeline(reply.body, response);
}
