import { describe, expect, it } from 'vitest';

import { arrayLiteral } from '../../../src/ledger/array-types.ts';

describe('An array literal', () => {
  it.each<[Parameters<typeof arrayLiteral>[0], string]>([
    [[], '{}'],
    [[1, 2], '{"1","2"}'],
    [['NULL', null], '{"NULL",NULL}'],
    [['a,b', '{c}', ''], '{"a,b","{c}",""}'],
    [['say "x"', 'back\\slash'], '{"say \\"x\\"","back\\\\slash"}'],
  ])('of %j is %s', (values, literal) => {
    expect(arrayLiteral(values)).toBe(literal);
  });
});
