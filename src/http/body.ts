import type { IncomingMessage } from 'node:http';

/**
 * The body, or null where it is larger. It is read to its end either way: whoever is still sending does not hear an
 * answer. How long that may take is bounded by the server's request timeout.
 */
export async function readBytes(request: IncomingMessage, maximum: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Without an encoding set, a request is read in buffers.
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes <= maximum) chunks.push(chunk);
  }
  return bytes > maximum ? null : Buffer.concat(chunks);
}

/** The body as text, or null where it is larger. */
export async function readBody(request: IncomingMessage, maximum: number): Promise<string | null> {
  return (await readBytes(request, maximum))?.toString('utf8') ?? null;
}
