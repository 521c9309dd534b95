import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ROLES } from '../../../src/domain/access.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { toInstant } from '../../../src/kernel/instant.ts';
import { decodeEntry, encodeEntry, parseEntry } from '../../../src/ledger/entry.ts';
import type { Entry } from '../../../src/ledger/entry.ts';
import { leafHash } from '../../../src/merkle/hash.ts';
import { toyCatalogue } from '../../support/ledger-catalogue.ts';

const position = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
// -0 is not in JSON: it is written as 0.
const data = fc
  .dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }), { noNullPrototype: true })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

const entry: fc.Arbitrary<Entry> = fc.record({
  position,
  stream: fc.string({ minLength: 1 }),
  streamPosition: position,
  type: fc.constant('Noted'),
  version: fc.constant(1),
  recordedAt: fc
    .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => toInstant(date.getTime())),
  actor: fc.record({
    person: fc.string(),
    role: fc.constantFrom(...ROLES),
    organization: fc.option(fc.string()),
    grant: fc.option(position),
  }),
  command: fc.string(),
  previous: fc.option(fc.string().map(leafHash)),
  data,
});

function encoded(value: Entry): string {
  const text = encodeEntry(value);
  if (!text.ok) throw new Error(text.error.code);
  return text.value;
}

describe('Encoding and decoding an entry', () => {
  it('is the identity', () => {
    fc.assert(
      fc.property(entry, (value) => {
        expect(parseEntry(encoded(value))).toEqual(value);
      }),
    );
  });

  it('leaves the text as it is, so that it hashes alike for ever', () => {
    fc.assert(
      fc.property(entry, (value) => {
        const text = encoded(value);
        const recorded = decodeEntry({ entry: text, leafHash: leafHash(text) }, toyCatalogue);

        expect(encoded(parseEntry(recorded.entry))).toBe(text);
      }),
    );
  });
});
