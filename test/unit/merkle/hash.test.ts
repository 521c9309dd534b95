import { describe, expect, it } from 'vitest';

import { leafHash } from '../../../src/merkle/hash.ts';

describe('A leaf hash', () => {
  it('of the empty leaf is the known answer of RFC 6962', () => {
    expect(leafHash('')).toBe('sha256:6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });
});
