import { describe, expect, it } from 'vitest';

import { markedText, MARKS } from '../../../src/view/marked-text.ts';

const { start, stop } = MARKS;

describe('A text with signs', () => {
  it('loses them, and tells where they stood', () => {
    expect(markedText(`a ${start}word${stop} and ${start}more${stop}`)).toEqual({
      text: 'a word and more',
      marks: [
        { start: 2, end: 6 },
        { start: 11, end: 15 },
      ],
    });
  });

  it('counts as JavaScript does', () => {
    const { text, marks } = markedText(`🦊 ${start}rubah${stop}`);

    expect(text.slice(marks[0]!.start, marks[0]!.end)).toBe('rubah');
  });

  it('without signs stays as it is', () => {
    expect(markedText('<b>plain</b>')).toEqual({ text: '<b>plain</b>', marks: [] });
  });
});
