import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../schema/operations', import.meta.url));

/** What a newcomer asks first, and is answered without a token. */
const FIRST = 'story-a-score.graphql';

/** The published operations, what GraphiQL opens with: the first question first, the stories, then the others by name. */
export function publishedOperations(): readonly string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.graphql'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => readFileSync(join(FOLDER, name), 'utf8'));
}

function rank(name: string): number {
  if (name === FIRST) return 0;
  return name.startsWith('story-') ? 1 : 2;
}
