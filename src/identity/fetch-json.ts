/** Whoever was asked did not answer with JSON of the size and in the time that are waited for. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Longer than any provider takes that works, shorter than a client waits. */
const MILLISECONDS = 5000;

/** Several times the key set of a large provider: none can fill the memory. */
const MOST_BYTES = 256 * 1024;

const LOOPBACKS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** On the way to any other host somebody could answer in the provider's place. */
export function isSafeAddress(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACKS.includes(url.hostname));
}

/** What is published at an address. Follows no redirect: it could lead into the network that the server stands in. */
export async function fetchJson(address: string): Promise<unknown> {
  const url = URL.parse(address);
  if (!url || !isSafeAddress(url)) throw new Unreachable(`${address} is not an address of https`);
  try {
    const headers = { accept: 'application/json' };
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(MILLISECONDS) });
    if (!response.ok) throw new Unreachable(`${url.href} answered ${response.status}`);
    return JSON.parse(await boundedText(response));
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(`${url.href} cannot be read`, { cause: error });
  }
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Unreachable('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
