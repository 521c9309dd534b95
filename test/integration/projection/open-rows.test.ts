import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openSession } from '../../../src/ledger/session.ts';
import type { Session } from '../../../src/ledger/session.ts';
import { createOpenRows } from '../../../src/projection/open-rows.ts';
import { openReportingWorld, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
let world: ReportingWorld;
let session: Session;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  session = await openSession(database().applicationUrl);
});

afterAll(async () => {
  await session.close();
  await world.close();
});

describe('the open rows a writer keeps', () => {
  /** A batch that failed while it read once made the writer take every row it had asked for to be absent, for ever. */
  it('are asked for again where reading them failed', async () => {
    const rows = createOpenRows('jurisdiction');
    const { sql } = session;
    await sql`begin`;
    await expect(sql`select 1 / 0`).rejects.toThrow('division by zero');
    await expect(rows.read(sql, [UNIT])).rejects.toThrow('aborted');
    await sql`rollback`;

    const found = await rows.read(sql, [UNIT]);

    expect(found.get(UNIT)?.body).toMatchObject({ jurisdiction: UNIT });
  });
});
