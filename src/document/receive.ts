import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import type { Digest } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { isFull } from './durable.ts';
import { createYoungMemory } from './young-memory.ts';

export type ReceiveLimits = Readonly<{
  /** Of the document. What comes beyond it is read and dropped, so that its sender gets to hear why. */
  maximumBytes: number;
  /** After which a sender of nothing is gone. */
  idleMilliseconds: number;
  /** Of one request, whatever it sends. */
  longestMilliseconds: number;
}>;

/** What arrived: `digest` is that of these bytes alone. */
export type Received = Readonly<{ bytes: number; digest: Digest }>;

export type ReceiveProblem = 'TOO_LARGE' | 'BROKEN_OFF' | 'TOO_SLOW' | 'STORAGE_FULL';

/** Beyond so many documents of the largest size nobody is listened to any longer. */
const PATIENCE = 4;

/**
 * Writes a body into a file, from `offset` on, as fast as the disk takes it and no faster. What arrived is in the file
 * whenever this answers; a body that is turned down has been read to its end, unless it never seemed to end.
 */
export async function receive(
  body: Readable,
  { path, offset }: Readonly<{ path: string; offset: number }>,
  limits: ReceiveLimits,
): Promise<Result<Received, ReceiveProblem>> {
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    const sink = createSink(file, offset, limits.maximumBytes);
    const end = await flowed(body, sink, limits);
    await ended(sink.stream);
    if (end !== null) return err(end);
    const { bytes, digest } = sink.received();
    return offset + bytes > limits.maximumBytes ? err('TOO_LARGE') : ok({ bytes, digest });
  } catch (error) {
    if (isFull(error)) return err('STORAGE_FULL');
    throw error;
  } finally {
    body.resume();
    await file.close();
  }
}

/** One count for all uploads: the memory is the process's. */
const goneBy = createYoungMemory();

type Sink = Readonly<{ stream: Writable; received: () => Received }>;

function createSink(file: FileHandle, offset: number, maximum: number): Sink {
  const hash = createHash('sha256');
  let bytes = 0;

  const take = async (chunk: Buffer): Promise<void> => {
    const at = offset + bytes;
    bytes += chunk.length;
    if (at + chunk.length > maximum * PATIENCE) throw new TooMuch();
    if (at + chunk.length > maximum) return;
    hash.update(chunk);
    await writeWhole(file, chunk, at);
    goneBy(chunk.length);
  };
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      take(chunk).then(() => done(), done);
    },
  });
  return { stream, received: () => ({ bytes, digest: `sha256:${hash.digest('hex')}` }) };
}

class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

async function writeWhole(file: FileHandle, chunk: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, at + written);
    written += bytesWritten;
  }
}

/** Resolves with null when the body came to its end; the sender's connection is left as it is, to be answered on. */
function flowed(body: Readable, { stream }: Sink, limits: ReceiveLimits): Promise<ReceiveProblem | null> {
  return new Promise((resolve, reject) => {
    const stop = (problem: ReceiveProblem | null): void => {
      clearTimeout(idle);
      clearTimeout(longest);
      body.unpipe(stream);
      body.off('data', heard);
      resolve(problem);
    };
    const idle = setTimeout(stop, limits.idleMilliseconds, 'TOO_SLOW');
    const longest = setTimeout(stop, limits.longestMilliseconds, 'TOO_SLOW');
    const heard = (): void => void idle.refresh();
    body.on('data', heard);
    body.once('end', () => stop(null));
    body.once('error', () => stop('BROKEN_OFF'));
    body.once('close', () => stop('BROKEN_OFF'));
    stream.once('error', (error) => {
      if (!(error instanceof TooMuch)) reject(error);
      stop('TOO_LARGE');
    });
    if (body.destroyed) stop('BROKEN_OFF');
    else body.pipe(stream, { end: false });
  });
}

/** The last bytes may be those that could not be written, after the body came to its end. */
async function ended(stream: Writable): Promise<void> {
  stream.end();
  await finished(stream).catch((error: unknown) => {
    if (!(error instanceof TooMuch)) throw error;
  });
}
