import { eq } from 'drizzle-orm';

import { digestOf } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Database } from './read.ts';
import type { Statements } from './session.ts';
import { ledgerContent } from './tables.ts';

/** A canonical text that an entry names by digest because it is too long for an entry. */
export type Content = Readonly<{ digest: Digest; text: string }>;

/** Texts are named by what they are, so one that is there already is the same. */
export function insertContents(statements: Statements, contents: readonly Content[]): Promise<unknown> {
  return statements`
    insert into ledger_content (digest, content)
    select * from unnest(${contents.map((content) => content.digest)}::text[], ${contents.map((content) => content.text)}::text[])
    on conflict (digest) do nothing`.execute();
}

/** The text of a digest, or null where it was never recorded. Throws where the text is no longer what was recorded. */
export async function readContent(database: Database, digest: Digest): Promise<string | null> {
  const [row] = await database
    .select({ content: ledgerContent.content })
    .from(ledgerContent)
    .where(eq(ledgerContent.digest, digest));
  if (!row) return null;
  if (digestOf(row.content) !== digest) throw new Error(`the content ${digest} does not hash to its digest`);
  return row.content;
}
