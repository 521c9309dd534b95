import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';

import { ZipFile } from 'yazl';

import { LIMITS } from '../bundle/format.ts';

export type BundleFile = Readonly<{ name: string; content: Buffer }>;

/** Below this a file is stored as it is: proofs are mostly hashes, which do not shrink. */
const WORTH_COMPRESSING = 4096;

const deflated = promisify(deflateRaw);

/** The beginning of the calendar of zip, in whatever time zone: the same files MUST give the same bytes. */
const NO_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

/** The files as one zip, in their order. No file is asked for before the ones before it were taken. */
export function zipped(files: AsyncIterable<BundleFile>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof PassThrough)) throw new TypeError('yazl writes to another kind of stream');
  fill(zip, output, files).catch((error: unknown) => output.destroy(asError(error)));
  return output;
}

async function fill(zip: ZipFile, output: PassThrough, files: AsyncIterable<BundleFile>): Promise<void> {
  for await (const { name, content } of files) {
    if (output.destroyed) return;
    zip.addBuffer(content, name, { ...NO_TIME, compress: await isWorthCompressing(content) });
    await taken(output);
  }
  zip.end();
}

/** What shrinks beyond all measure, like the same words again and again, would be taken for a bomb: it stays as it is. */
async function isWorthCompressing(content: Buffer): Promise<boolean> {
  if (content.length < WORTH_COMPRESSING) return false;
  const { length } = await deflated(content);
  return content.length <= length * LIMITS.ratio;
}

/** Resolves when there is room for more, or when nobody wants more. */
function taken(output: PassThrough): Promise<void> {
  if (output.destroyed || !output.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      output.off('drain', go).off('close', go);
      resolve();
    };
    output.on('drain', go).on('close', go);
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
