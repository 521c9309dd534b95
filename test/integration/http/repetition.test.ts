import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';

const world = useHttpWorld();

function aliases(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');
}

function included(count: number): string {
  return '__typename @include(if: true) '.repeat(count);
}

describe('A document', () => {
  it.each([
    ['aliases', `{ ${aliases(16)} }`, 'A document holds at most 15 aliases.'],
    [
      'aliases in its fragments',
      `{ ${aliases(8)} ledger { ...More } } fragment More on Ledger { ${aliases(8)} }`,
      'A document holds at most 15 aliases.',
    ],
    ['directives', `{ ${included(9)} }`, 'A document holds at most 8 directives.'],
    [
      'directives in its fragments',
      `{ ${included(4)} ledger { ...More } } fragment More on Ledger { ${included(5)} }`,
      'A document holds at most 8 directives.',
    ],
  ])('with too many %s is refused before it is executed', async (_what, query, message) => {
    const { data, errors } = await world().send({ query });

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is refused in Indonesian to whom prefers it', async () => {
    const { errors } = await world().send({ query: `{ ${aliases(16)} }`, headers: { 'accept-language': 'id' } });

    expect(errors).toMatchObject([{ message: 'Satu dokumen memuat paling banyak 15 alias.' }]);
  });

  it.each([
    ['fifteen aliases', `{ ${aliases(15)} }`],
    ['eight directives', `{ ${included(8)} }`],
  ])('may hold %s', async (_what, query) => {
    const { errors } = await world().send({ query });

    expect(errors).toEqual([]);
  });

  it('may ask for the whole schema, as GraphiQL does', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });

    const { data, errors } = await world().send({ query });

    expect(errors).toEqual([]);
    expect(data).toHaveProperty('__schema.types');
  });
});
