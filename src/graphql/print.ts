import { lexicographicSortSchema, printSchema } from 'graphql';

import { schema } from './schema.ts';

/** The schema as it is published in `schema/schema.graphql`: sorted, so that a change shows as what it is. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
