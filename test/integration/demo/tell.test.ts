import { beforeAll, describe, expect, it } from 'vitest';

import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellInto } from './told-ledger.ts';

const database = useTestDatabase();

let entries: readonly RecordedEntry[];

beforeAll(async () => {
  const start = performance.now();
  entries = await tellInto(database().applicationUrl);
  console.log(entries.length, performance.now() - start);
  console.log(
    Object.entries(Object.groupBy(entries, (e) => e.type))
      .map(([k, v]) => k + ' ' + v!.length)
      .join('\n'),
  );
  for (const e of entries)
    if (e.type === 'ReportFinalized')
      console.log(e.stream, e.recordedAt, (e.data as any).total, (e.data as any).predicate);
}, 60_000);

describe('The told demo', () => {
  it('x', () => {
    expect(entries.length).toBeGreaterThan(0);
  });
});
