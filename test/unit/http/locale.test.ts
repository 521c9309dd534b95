import { describe, expect, it } from 'vitest';

import { localeOf } from '../../../src/http/locale.ts';

describe('The language of an answer', () => {
  it.each(['id', 'id-ID', 'ID', 'id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7', 'fr, id;q=0.2', 'en;q=0.5, id;q=0.6'])(
    'is Indonesian for %s',
    (header) => {
      expect(localeOf(header)).toBe('ID');
    },
  );

  it.each([undefined, '', '*', 'en', 'fr', 'en-GB, id;q=0.9', 'id;q=0', 'id;q=abc', 'ide', ',;,;q='])(
    'is English for %s',
    (header) => {
      expect(localeOf(header)).toBe('EN');
    },
  );
});
