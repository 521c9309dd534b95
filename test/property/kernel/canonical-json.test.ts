import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import type { Json, JsonObject } from '../../../src/kernel/json.ts';

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('json')),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('json')),
  ),
}));

/** The same value with the members of every object in the other order. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  // Arrays were answered above; what is left of an object is a record.
  const members = Object.entries(value as JsonObject).toReversed();
  return Object.fromEntries(members.map(([key, member]) => [key, turned(member)]));
}

describe('canonical JSON', () => {
  it('is one text whatever the order of members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON: reading it and writing it again gives the same text', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        // What was written as JSON is read as JSON.
        const read = JSON.parse(text) as Json;

        expect(canonicalJson(read)).toBe(text);
        expect(JSON.stringify(read).length).toBe(text.length);
      }),
    );
  });

  it('tells different values apart', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });
});

/** Objects as lists of members in order of key, so that plain JSON text can be compared. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return ['list', ...value.map(sorted)];
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['record', ...members.map(([key, member]) => [key, sorted(member)])];
}
