import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { isInterrupted } from '../kernel/interrupted.ts';
import type { Exchange } from './exchange.ts';
import type { HttpLog } from './mask.ts';

/** A file that is made while it is sent. `name` MUST be plain ASCII without quotes; `what` is what the log calls it. */
export type Attachment = Readonly<{ name: string; mediaType: string; stream: Readable; what: string }>;

/** Whoever takes nothing for so long is not coming back, and holds memory and a connection. */
const STALLED_MILLISECONDS = 60_000;

/** A file that breaks off ends the connection: an answer that ends well is a whole one. */
export async function sendAttachment(
  { response, exchange }: Readonly<{ response: ServerResponse; exchange: Exchange }>,
  { name, mediaType, stream, what }: Attachment,
  log: HttpLog,
): Promise<void> {
  response.setTimeout(STALLED_MILLISECONDS);
  response.writeHead(200, { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` });
  try {
    await pipeline(stream, response);
  } catch (error) {
    if (hasGone(error) || isInterrupted(error)) return;
    log.error({ err: error, requestId: exchange.requestId }, `${what} broke off`);
  }
}

const GONE: readonly unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];

/** Whoever goes away before the end is no fault of ours. */
export function hasGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.includes(error.code);
}
