/** What of a document is asked for; `null`: all of it. */
export type AskedRange = Readonly<{ from: number; to: number }> | 'UNSATISFIABLE' | null;

const SINGLE = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/;

/**
 * A single range (RFC 9110 §14.1.2). What is not understood is ignored, and so are several at once: who sends a hundred small
 * ones would have the document read a hundred times.
 */
export function askedRange(header: string | undefined, size: number): AskedRange {
  const { first = '', last = '' } = SINGLE.exec(header ?? '')?.groups ?? {};
  if (first === '') return last === '' ? null : suffixOf(Number(last), size);
  return spanOf(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1), size);
}

function spanOf(from: number, to: number, size: number): AskedRange {
  if (from >= size) return 'UNSATISFIABLE';
  return to < from ? null : { from, to };
}

function suffixOf(length: number, size: number): AskedRange {
  return length === 0 ? 'UNSATISFIABLE' : { from: Math.max(0, size - length), to: size - 1 };
}
