import type { IncomingMessage, ServerResponse } from 'node:http';

/** What Node itself says to whoever takes too long to send a request. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/**
 * Bounds the time in which a request is sent. Node has one such bound for all requests of a server; here documents need a
 * longer one, and nothing else may have it: else slow bodies would hold connections as long.
 */
export function hurry(request: IncomingMessage, response: ServerResponse, milliseconds: number): void {
  const { socket } = request;
  const late = setTimeout(() => {
    if (request.complete) return;
    if (response.headersSent) socket.destroy();
    else socket.end(TOO_SLOW, () => socket.destroy());
  }, milliseconds).unref();
  request.once('close', () => clearTimeout(late));
}
