import { asc } from 'drizzle-orm';

import { readEntryTexts, readHead } from './read.ts';
import type { Database } from './read.ts';
import { ledgerContent } from './tables.ts';

const PAGE = 500;

/**
 * A copy of the ledger as it is now, line by line: first the texts that entries name by digest, each as a JSON string,
 * then the exact text of every entry in order. No line break stands inside of either.
 */
export async function* readCopy(
  database: Database,
  progress: (done: number, of: number) => void,
): AsyncGenerator<string> {
  const head = await readHead(database);
  const contents = await database.select().from(ledgerContent).orderBy(asc(ledgerContent.digest));
  for (const { content } of contents) yield `${JSON.stringify(content)}\n`;
  for (let after = 0; after < head; after += PAGE) {
    const texts = await readEntryTexts(database, { after, upTo: Math.min(after + PAGE, head) });
    yield texts.map((text) => `${text}\n`).join('');
    progress(Math.min(after + PAGE, head), head);
  }
}
