import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Readable } from 'node:stream';

import { afterEach, describe, expect, it } from 'vitest';

import { askClamd, createClamd } from '../../../src/document/clamd.ts';
import type { ClamdSettings, Verdict } from '../../../src/document/clamd.ts';

const ENGINE = 'ClamAV 1.4.3/27000/Mon Nov 23 08:00:00 2026';
const BYTES = Buffer.from('some bytes');

/** What goes over the line for these bytes in one chunk, and the end behind it (clamd(8), INSTREAM). */
const WIRE = Buffer.concat([
  Buffer.from('zINSTREAM\0'),
  Buffer.from([0, 0, 0, BYTES.length]),
  BYTES,
  Buffer.from([0, 0, 0, 0]),
]);

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** Speaks clamd's protocol as far as naming itself; what it does with a stream is for the test to say. */
async function peer(stream: (socket: Socket, heard: Buffer) => void, engine = `${ENGINE}\0`): Promise<ClamdSettings> {
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.toString('latin1') === 'zVERSION\0') socket.end(engine);
      else stream(socket, heard);
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server on TCP has an address of this kind.
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** What is made of a peer that hears everything and answers so. */
async function verdictOn(answer: string, whole = WIRE): Promise<Verdict> {
  const settings = await peer((socket, heard) => {
    if (heard.equals(whole)) socket.end(answer, 'latin1');
  });
  return createClamd(settings)(Readable.from([BYTES]), 2000);
}

describe('A verdict of clamd', () => {
  it('is clean or names what was found, and by whom', async () => {
    expect(await verdictOn('stream: OK\0')).toEqual({ outcome: 'CLEAN', engine: ENGINE });
    const found = { outcome: 'INFECTED', signature: 'Win.Test.EICAR_HDB-1', engine: ENGINE };
    expect(await verdictOn('stream: Win.Test.EICAR_HDB-1 FOUND\0')).toEqual(found);
  });

  it('holds nothing that an entry could not', async () => {
    const long = await verdictOn(`stream: ${'\u0001é'.repeat(300)} FOUND\0`);
    expect(long).toMatchObject({ outcome: 'INFECTED', signature: '?'.repeat(200) });
  });

  it.each([
    ['is cut off', 'stream: OK'],
    ['is empty', '\0'],
    ['is missing', ''],
    ['is garbage', '\u00ff\u00fe\u0000stream: OK\0'],
    ['is about something else', 'other: OK\0'],
    ['is an error', 'INSTREAM size limit exceeded. ERROR\0'],
    ['is of limits', 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0'],
    ['does not end', 'stream: OK'.repeat(100_000)],
  ])('is none where the answer %s', async (_what, answer) => {
    expect(await verdictOn(answer)).toMatchObject({ outcome: 'UNAVAILABLE' });
  });

  it('is none before everything was sent', async () => {
    const settings = await peer((socket) => socket.write('stream: OK\0'));
    const endless = new Readable({ read: () => undefined });
    endless.push(BYTES);
    expect(await createClamd(settings)(endless, 2000)).toMatchObject({ outcome: 'UNAVAILABLE' });
    expect(endless.destroyed).toBe(true);
  });

  it('is none where the bytes cannot be read to their end', async () => {
    const settings = await peer(() => undefined);
    const broken = new Readable({ read: () => undefined });
    broken.push(BYTES);
    setTimeout(() => broken.destroy(new Error('the disk is gone')), 20);
    expect(await createClamd(settings)(broken, 5000)).toEqual({ outcome: 'UNAVAILABLE', reason: 'the disk is gone' });
  });

  it('is none where the scanner hangs up, says nothing, or is not there', async () => {
    const hangsUp = await peer((socket) => socket.destroy());
    expect(await createClamd(hangsUp)(Readable.from([BYTES]), 2000)).toMatchObject({ outcome: 'UNAVAILABLE' });
    const silent = await peer(() => undefined);
    const late = { outcome: 'UNAVAILABLE', reason: 'the scanner took too long' };
    expect(await createClamd(silent)(Readable.from([BYTES]), 100)).toEqual(late);
    const nowhere = { socket: '/nowhere/clamd.sock' };
    expect(await createClamd(nowhere)(Readable.from([BYTES]), 2000)).toMatchObject({ outcome: 'UNAVAILABLE' });
    await expect(askClamd(nowhere, 2000)).rejects.toThrow();
    const nameless = await peer(() => undefined, '');
    await expect(askClamd(nameless, 2000)).rejects.toThrow('no answer');
  });

  it('is not waited for by whoever ends', async () => {
    const silent = await peer(() => undefined);
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 50);
    const verdict = await createClamd(silent)(Readable.from([BYTES]), 60_000, ending.signal);
    expect(verdict).toMatchObject({ outcome: 'UNAVAILABLE' });
  });
});
