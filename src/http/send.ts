import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Sends an answer of Yoga as it comes. */
export async function sendReply(reply: Response, response: ServerResponse): Promise<void> {
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (reply.body) await pipeline(reply.body, response);
  else response.end();
}
