import type { IncomingMessage } from 'node:http';

/** What is read of a body for which there is no use: most clients listen only when they have said everything. */
const PATIENCE_BYTES = 256 * 1_048_576;

/** Drops what is left of a body, so that its sender gets to hear the answer; who never ends is cut off. */
export function turnToEnd(request: IncomingMessage): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > PATIENCE_BYTES) request.destroy();
  });
  request.resume();
}
