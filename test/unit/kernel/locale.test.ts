import { describe, expect, it } from 'vitest';

import { inLocale } from '../../../src/kernel/locale.ts';

describe('a bilingual text', () => {
  it('is read in the language that is asked', () => {
    expect(inLocale({ id: 'sanggah', en: 'objection' }, 'ID')).toBe('sanggah');
    expect(inLocale({ id: 'sanggah', en: 'objection' }, 'EN')).toBe('objection');
  });
});
