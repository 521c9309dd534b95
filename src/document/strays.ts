import { sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Digest } from '../kernel/digest.ts';
import { isNeeded, removeAll } from './collecting.ts';
import type { Stored } from './collecting.ts';

export type Sweeping = Stored &
  Readonly<{
    /** Asked between any two removals. */
    mayGoOn?: () => boolean;
    graceMilliseconds?: number;
  }>;

export type Sweep = Readonly<{
  /** Answers how many it removed; null where there are too many strays to be an accident: then it touches nothing. */
  run: () => Promise<number | null>;
  /** What was seen until now counts no longer. */
  forget: () => void;
}>;

/** A day from when they are first seen: whoever restored the wrong backup has time to notice. */
const GRACE_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A process that is killed leaves no more than it was receiving. So many more mean a database that is not of this store. */
const MOST_STRAYS = 256;

const AT_ONCE = 500;

/** `strays`: the database does not know of them. `leftovers`: it knows that they were to go. */
type Found = Readonly<{ strays: readonly Digest[]; leftovers: readonly Digest[] }>;

/**
 * Looks for bytes that nobody needs. Those that were to go, when a process ended, go at once. Those that nothing explains go when
 * every look for a day has found them: how old the bytes are says nothing, since a restored database knows less than the store.
 */
export function createSweep(parts: Sweeping): Sweep {
  const { mayGoOn = () => true, graceMilliseconds = GRACE_MILLISECONDS } = parts;
  let seen: ReadonlyMap<Digest, number> = new Map();
  const forget = (): void => {
    seen = new Map();
  };

  const run = async (): Promise<number | null> => {
    const { strays, leftovers } = await lookThrough(parts, mayGoOn);
    if (strays.length > MOST_STRAYS || !mayGoOn()) {
      forget();
      return mayGoOn() ? null : 0;
    }
    const now = performance.now();
    const before = seen;
    seen = new Map(strays.map((digest) => [digest, before.get(digest) ?? now]));
    const due = strays.filter((digest) => now - (before.get(digest) ?? Infinity) >= graceMilliseconds);
    return removeAll(parts, [...leftovers, ...due], mayGoOn);
  };

  return { run, forget };
}

async function lookThrough({ store, database }: Stored, mayGoOn: () => boolean): Promise<Found> {
  const strays: Digest[] = [];
  const leftovers: Digest[] = [];
  for await (const digests of inBatches(store.list())) {
    for (const { digest, settled } of await unneededAmong(database, digests)) {
      const storedAt = await store.storedAt(digest);
      if (storedAt === null) continue;
      // Stored again after they were to go: by somebody of whom the database knows nothing.
      (settled !== null && storedAt.getTime() <= settled ? leftovers : strays).push(digest);
    }
    if (strays.length > MOST_STRAYS || !mayGoOn()) break;
  }
  return { strays, leftovers };
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

/** `settled`: when, in milliseconds, their last upload was collected or found infected; null where nobody ever uploaded them. */
type Unneeded = Readonly<{ digest: Digest; settled: number | null }>;

async function unneededAmong(database: PostgresJsDatabase, digests: readonly Digest[]): Promise<readonly Unneeded[]> {
  const list = sql.join(
    digests.map((digest) => sql`(${digest}::text)`),
    sql`, `,
  );
  return database.execute<Unneeded>(sql`
    select stored.digest,
           (select extract(epoch from max(greatest(collected_at, scanned_at))) * 1000
            from document_upload where digest = stored.digest)::float8 as settled
    from (values ${list}) as stored (digest) where not ${isNeeded(sql.raw('stored.digest'))}`);
}
