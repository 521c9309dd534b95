import { sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Digest } from '../kernel/digest.ts';
import { removeUnless } from './collecting.ts';
import type { Stored } from './collecting.ts';

/** A day: nothing that is on its way takes so long, and whoever restored the wrong backup has time to notice. */
const GRACE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A process that is killed leaves no more than it was receiving. So many more mean a database that is not of this store. */
const MOST_STRAYS = 256;

const AT_ONCE = 500;

/**
 * Removes bytes that no upload and no report names: of a process that ended between storing and recording them. Answers how
 * many; null where there are too many to be an accident, of which none is touched.
 */
export async function removeStrays(parts: Stored, graceMilliseconds = GRACE_MILLISECONDS): Promise<number | null> {
  const strays = await findStrays(parts, Date.now() - graceMilliseconds);
  if (strays.length > MOST_STRAYS) return null;
  let removed = 0;
  for (const digest of strays) if (await removeUnless(parts, digest)) removed += 1;
  return removed;
}

async function findStrays({ store, database }: Stored, before: number): Promise<readonly Digest[]> {
  const strays: Digest[] = [];
  for await (const digests of inBatches(store.list())) {
    const named = await namedAmong(database, digests);
    for (const digest of digests.filter((one) => !named.has(one))) {
      const storedAt = await store.storedAt(digest);
      if (storedAt !== null && storedAt.getTime() < before) strays.push(digest);
    }
    if (strays.length > MOST_STRAYS) break;
  }
  return strays;
}

async function* inBatches(digests: AsyncIterable<Digest>): AsyncGenerator<readonly Digest[]> {
  let batch: Digest[] = [];
  for await (const digest of digests) {
    batch.push(digest);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Those that an upload which is kept names, or a report. */
async function namedAmong(database: PostgresJsDatabase, digests: readonly Digest[]): Promise<ReadonlySet<Digest>> {
  const list = sql.join(
    digests.map((digest) => sql`${digest}`),
    sql`, `,
  );
  const rows = await database.execute<{ digest: Digest }>(sql`
    select digest from document_upload where collected_at is null and digest in (${list})
    union select digest from document_reference where digest in (${list})`);
  return new Set(rows.map(({ digest }) => digest));
}
