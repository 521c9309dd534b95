import { afterAll, beforeAll } from 'vitest';
import type { Row, Sql } from 'postgres';

import { connect } from '../../src/database/connect.ts';

/** A plain connection for what a test wants to see or to do behind the writer's back. */
export function useSql(url: () => string): () => Sql {
  let sql: Sql;
  beforeAll(() => {
    sql = connect(url(), { max: 2 });
  });
  afterAll(() => sql.end());
  return () => sql;
}

/** The ledger from a position on (default: from the first), with all its columns. */
export function readRows(sql: Sql, from = 1): Promise<readonly Row[]> {
  return sql`select * from ledger_entry where position >= ${from} order by position`;
}
