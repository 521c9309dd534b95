import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import S3rver from 's3rver';

import type { S3Settings } from '../../src/document/s3-store.ts';

/** A server that speaks S3, in this process, with one bucket in a folder of its own. */
export type S3Server = Readonly<{
  settings: S3Settings;
  /** What it was asked for: method and path with query. */
  asked: string[];
  /** Answers the first so many requests of a method with 500, or all of them. */
  fail: (method: string, times?: number) => void;
  mend: () => void;
  /** Nobody listens any longer. */
  stop: () => Promise<void>;
}>;

/** Credentials that this kind of server knows; the SDK finds them in the environment. */
const KEY = 'S3RVER';

const BUCKET = 'jejak-test';

export async function startS3Server(prefix: string): Promise<S3Server> {
  process.env['AWS_ACCESS_KEY_ID'] = KEY;
  process.env['AWS_SECRET_ACCESS_KEY'] = KEY;
  const directory = await mkdtemp(join(tmpdir(), 'jejak-s3-'));
  const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: BUCKET }] });
  await s3.configureBuckets();
  const asked: string[] = [];
  const failing = new Map<string, number>();
  const answer = s3.getMiddleware();

  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    const left = failing.get(method) ?? 0;
    if (left === 0) {
      answer(request, response);
      return;
    }
    failing.set(method, left - 1);
    request.resume().on('end', () => response.writeHead(500).end());
  });
  const port = await listen(server);
  const settings = { bucket: BUCKET, endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', prefix };
  return {
    settings,
    asked,
    fail: (method, times = Infinity) => void failing.set(method, times),
    mend: () => failing.clear(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    // A server that listens on a port has one.
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
