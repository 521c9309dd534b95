import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';

/** A provider's published side on a free port of this machine: metadata and keys, which rotate. It logs nobody in. */
export type PublishedProvider = Readonly<{
  issuer: string;
  /** What was asked of it so far, by path. */
  asked: readonly string[];
  /** Replaces its keys by a new one. */
  rotate: () => Promise<void>;
  /** What it answers instead, from now on; null: itself again. */
  answerWith: (answer: Readonly<{ status: number; body: string }> | null) => void;
  sign: (payload: JWTPayload, header?: Readonly<Record<string, string>>) => Promise<string>;
  close: () => Promise<void>;
}>;

export async function openProvider(): Promise<PublishedProvider> {
  const asked: string[] = [];
  let generation = 0;
  let key = await generateKeyPair('ES256');
  let instead: Readonly<{ status: number; body: string }> | null = null;

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const own = async (): Promise<string> =>
      request.url === '/keys'
        ? JSON.stringify({ keys: [{ ...(await exportJWK(key.publicKey)), kid: String(generation), alg: 'ES256' }] })
        : JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` });
    void own().then((body) => response.writeHead(instead?.status ?? 200).end(instead?.body ?? body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    asked,
    rotate: async () => {
      generation += 1;
      key = await generateKeyPair('ES256');
    },
    answerWith: (answer) => {
      instead = answer;
    },
    sign: (payload, header = {}) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: 'ES256', kid: String(generation), typ: 'at+jwt', ...header })
        .sign(key.privateKey),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
