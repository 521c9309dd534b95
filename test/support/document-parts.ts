import type { Database } from '../../src/database/connect.ts';
import type { DocumentParts } from '../../src/document/documents.ts';
import { openLine } from '../../src/ledger/line.ts';
import type { TestDatabase } from './test-database.ts';

/** What documents need of a test's database. */
export function documentParts(
  { applicationUrl }: Pick<TestDatabase, 'applicationUrl'>,
  { db }: Database,
): DocumentParts {
  return { database: db, line: () => openLine(applicationUrl, 'jejak claims') };
}
