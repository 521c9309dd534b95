import { specifiedScalarTypes } from 'graphql';
import { describe, expect, it } from 'vitest';

import { printedSchema } from '../../src/graphql/print.ts';
import { schema } from '../../src/graphql/schema.ts';

/** Clients are generated from this file; an incompatible change breaks them. */
describe('the published schema', () => {
  it('has not changed', async () => {
    await expect(printedSchema()).toMatchFileSnapshot('../../schema/schema.graphql');
  });

  it('describes every type', () => {
    const builtIn = specifiedScalarTypes.map(({ name }) => name);
    const undescribed = Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('__') && !builtIn.includes(name))
      .filter(({ description }) => !description);

    expect(undescribed.map(({ name }) => name)).toEqual([]);
  });
});
