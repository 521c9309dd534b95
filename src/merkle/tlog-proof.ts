import { decodeBase64 } from './base64.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { parseDecimal } from './decimal.ts';
import { fromBase64, toBase64 } from './hash.ts';
import type { Hash } from './hash.ts';
import { parseNote } from './note.ts';

/**
 * That an entry is in a log, as one text that can be checked without asking the log (C2SP tlog-proof): its inclusion
 * path and the signed checkpoint the path leads to. `extra` is Base 64 of anything, and nobody vouches for it.
 */
export type TlogProof = Readonly<{
  index: number;
  path: readonly Hash[];
  checkpoint: string;
  extra: string | null;
}>;

const HEADER = 'c2sp.org/tlog-proof@v1';

/** A path is not longer than the levels of a tree whose size is a 64-bit number. */
const MAX_PATH = 63;

export function formatTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  if (extra !== null && !isExtra(extra)) throw new RangeError('extra data that is not Base 64');
  const lines = [HEADER, ...(extra === null ? [] : [`extra ${extra}`]), `index ${index}`, ...path.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads what `formatTlogProof` writes, with a well-formed checkpoint; says nothing about whether it holds. */
export function parseTlogProof(text: string): TlogProof | null {
  const split = text.indexOf('\n\n');
  if (split < 0) return null;
  const checkpoint = text.slice(split + 2);
  const [header, ...lines] = text.slice(0, split).split('\n');
  if (header !== HEADER || !isCheckpoint(checkpoint)) return null;
  const extra = lines[0]?.startsWith('extra ') ? lines[0].slice('extra '.length) : null;
  return proofOf(extra, extra === null ? lines : lines.slice(1), checkpoint);
}

function proofOf(extra: string | null, [indexLine = '', ...pathLines]: string[], checkpoint: string): TlogProof | null {
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : null;
  const path = pathLines.map(fromBase64).filter((hash) => hash !== null);
  if (index === null || path.length !== pathLines.length || path.length > MAX_PATH) return null;
  if (extra !== null && !isExtra(extra)) return null;
  return { index, path, checkpoint, extra };
}

/** Not empty: without extra data there is no such line. */
function isExtra(text: string): boolean {
  return text !== '' && decodeBase64(text) !== null;
}

function isCheckpoint(text: string): boolean {
  const note = parseNote(text);
  return note !== null && parseCheckpoint(note.text) !== null;
}
