import type { IncomingMessage, ServerResponse } from 'node:http';

/** What Node itself says to whoever takes too long to send a request. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

type Bound = Readonly<{ stop: () => void; start: () => void }>;

const hurried = new WeakMap<IncomingMessage, Bound>();

/**
 * Bounds the time in which a request is sent. Node has one such bound for all requests of a server; here documents need a
 * longer one, and nothing else may have it: else slow bodies would hold connections as long.
 */
export function hurry(request: IncomingMessage, response: ServerResponse, milliseconds: number): void {
  const { socket } = request;
  const cutOff = (): void => {
    if (request.complete) return;
    if (response.headersSent) socket.destroy();
    else socket.end(TOO_SLOW, () => socket.destroy());
  };
  const start = (): void => {
    clearTimeout(late);
    late = setTimeout(cutOff, milliseconds).unref();
  };
  let late = setTimeout(cutOff, milliseconds).unref();
  hurried.set(request, { stop: () => clearTimeout(late), start });
  request.once('close', () => clearTimeout(late));
}

/** The request has time until what is answered is called: MUST be given to nobody who could not be told apart from all others. */
export function giveTime(request: IncomingMessage): () => void {
  const bound = hurried.get(request);
  bound?.stop();
  return () => {
    if (!request.complete && !request.destroyed) bound?.start();
  };
}
