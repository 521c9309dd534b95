import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Sends one document of a size, from a process of its own, so that its memory is not the server's: `<url> <token> <bytes>`. */
const [url = '', token = '', size = '0'] = process.argv.slice(2);

const CHUNK = randomBytes(65_536);
const HEAD = Buffer.from('%PDF-1.7\n%');
const TAIL = Buffer.from('\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n');

function* documentOf(bytes: number): Generator<Buffer> {
  yield HEAD;
  for (let left = bytes - HEAD.length - TAIL.length; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, left);
  yield TAIL;
}

const headers = { authorization: `Bearer ${token}`, 'content-length': size };
const asking = request(new URL('/documents', url), { method: 'PUT', headers }, (response) => {
  response.resume();
  if (response.statusCode === 201) return;
  process.stderr.write(`the upload was answered ${response.statusCode}\n`);
  process.exitCode = 1;
});
await pipeline(Readable.from(documentOf(Number(size)), { objectMode: false }), asking);
