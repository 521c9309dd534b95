import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Row, Sql } from 'postgres';
import { afterAll, beforeAll } from 'vitest';

import { connect, connectDrizzle } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/connect.ts';

/** A plain connection for what a test wants to see or to do behind the writer's back. */
export function useSql(url: () => string): () => Sql {
  let sql: Sql;
  beforeAll(() => {
    sql = connect(url(), { max: 2 });
  });
  afterAll(() => sql.end());
  return () => sql;
}

/** Drizzle, as the views use it. */
export function useDrizzle(url: () => string): () => PostgresJsDatabase {
  let database: Database;
  beforeAll(() => {
    database = connectDrizzle(url());
  });
  afterAll(() => database.close());
  return () => database.db;
}

export type LedgerRow = Row & Readonly<{ entry: string; leaf_hash: string }>;

/** The ledger from a position on (default: from the first), with all its columns. */
export function readRows(sql: Sql, from = 1): Promise<readonly LedgerRow[]> {
  return sql<LedgerRow[]>`select * from ledger_entry where position >= ${from} order by position`;
}
