import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

import { costOf } from '../../src/graphql/complexity.ts';
import { schema } from '../../src/graphql/schema.ts';
import { publishedOperations } from '../support/operations.ts';

/** Positions are only known once a story is told. */
const VARIABLES = { before: '1', after: '2' };

/** They stand in the README, in GraphiQL and in other people's programs. */
describe('the published operation', () => {
  it.each(publishedOperations())('$name is valid', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it.each(publishedOperations())('$name is not too heavy', ({ text }) => {
    const cost = costOf({ schema, document: parse(text), variableValues: VARIABLES, contextValue: {} })!;

    expect(cost.complexity).toBeLessThan(cost.limit);
    expect(cost.depth).toBeLessThanOrEqual(10);
  });
});
