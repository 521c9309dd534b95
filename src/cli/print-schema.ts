import { printedSchema } from '../graphql/print.ts';

/** Prints the SDL, as it is kept in schema/schema.graphql. */
export function printSchema(): Promise<void> {
  process.stdout.write(printedSchema());
  return Promise.resolve();
}
