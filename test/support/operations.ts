import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../schema/operations/', import.meta.url));

export type PublishedOperation = Readonly<{ name: string; text: string }>;

/** The operations in `schema/operations`, which README and GraphiQL show. */
export function publishedOperations(): readonly PublishedOperation[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => ({ name: file.replace('.graphql', ''), text: readFileSync(`${FOLDER}${file}`, 'utf8') }));
}

export function publishedOperation(name: string): string {
  return readFileSync(`${FOLDER}${name}.graphql`, 'utf8');
}
