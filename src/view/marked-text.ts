/** A text and which parts of it are marked: from `start` up to, not including, `end`, in UTF-16 code units. */
export type MarkedText = Readonly<{
  text: string;
  marks: readonly Readonly<{ start: number; end: number }>[];
}>;

/** Noncharacters (Unicode 23.7): they stand in no text that is exchanged, and are taken out of those that hold them. */
export const MARKS = { start: '\uFDD0', stop: '\uFDD1' } as const;

/** The text without the signs that enclose its marked parts. */
export function markedText(signed: string): MarkedText {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  for (const [index, piece] of signed.split(MARKS.start).entries()) {
    const [marked = '', ...rest] = index === 0 ? ['', piece] : piece.split(MARKS.stop);
    if (marked !== '') marks.push({ start: text.length, end: text.length + marked.length });
    text += marked + rest.join('');
  }
  return { text, marks };
}
