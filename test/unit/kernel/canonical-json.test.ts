import { describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import type { Json } from '../../../src/kernel/json.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('writes the sample object of section 3.2.2 as section 3.2.3 shows it', () => {
    const sample = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;

    expect(canonicalJson(parsed(sample))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units, as section 3.2.3 shows it', () => {
    const sample: Json = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    // Keys that are numbers come first in any JavaScript object, so the order is read from the text.
    const values = [...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map(([, value]) => value);

    expect(values).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  /** Appendix B: IEEE 754 bits and their text. */
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it('leaves no space and escapes only what has to be', () => {
    expect(canonicalJson({ a: [1, { b: 'é/\u2028\u007f' }], z: '\b\t\n\f\r\u0001' })).toBe(
      '{"a":[1,{"b":"é/\u2028\u007f"}],"z":"\\b\\t\\n\\f\\r\\u0001"}',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses the number %s', (value) => {
    expect(() => canonicalJson(value)).toThrow();
    expect(() => canonicalJson({ a: [value] })).toThrow();
  });

  it('refuses a lone surrogate, which has no UTF-8', () => {
    expect(() => canonicalJson('\ud83d')).toThrow();
    expect(() => canonicalJson({ '\ude00': 1 })).toThrow();
  });
});

function parsed(text: string): Json {
  // What is read as JSON is JSON.
  return JSON.parse(text) as Json;
}
