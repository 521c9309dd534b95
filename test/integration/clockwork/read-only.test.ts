import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { openLine } from '../../../src/ledger/line.ts';
import { startClockwork } from '../../../src/usecase/clockwork/clockwork.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { cutOff } from '../audit-whole/tampering.ts';
import { findWanting, fromNow, ofType, openRound, untilRecorded } from './returned-report.ts';

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);
let world: ReportingWorld;
const log = { info: () => undefined, warn: () => undefined };

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  await findWanting(world);
});

afterAll(() => world.close());

/** Something is recorded and signed, and then the database is set back to before it. */
async function loseLastEntry(): Promise<void> {
  const lost = { type: 'RegisterPerson', subject: 'lost', label: 'lost' } as const;
  const { position } = await world.ask('administrator', lost);
  await world.reader.checkpoints.covering(position);
  await sql().begin((transaction) => cutOff(transaction, position - 1));
}

describe('A clockwork of a ledger that can only be read', () => {
  it('waits, and says so once', async () => {
    const warned: unknown[] = [];
    const warn = (facts: object, message: string) => void warned.push({ ...facts, message });
    await openRound(world, fromNow(300));
    await loseLastEntry();
    await pause(400);

    const open = () => openLine(database().applicationUrl);
    const clockwork = startClockwork({ handle: world.handle, open, log: { warn }, longestRest: 20 });
    await pause(500);
    await clockwork.close();

    expect(await ofType(world, 'CorrectionRoundClosed')).toEqual([]);
    expect(warned).toEqual([
      {
        code: 'LEDGER_BEHIND_CHECKPOINT',
        message: 'nothing can be recorded now; the passing of time waits',
      },
    ]);
  });

  it('lets another instance work that is not in its way', async () => {
    const open = () => openLine(database().applicationUrl);
    const unsigned = await openComponents(database().applicationUrl, { log });
    const held = startClockwork({ handle: world.handle, open, log, longestRest: 20 });
    const other = startClockwork({ handle: unsigned.handle, open, log, longestRest: 20 });

    const closed = await untilRecorded(world, 'CorrectionRoundClosed', 1);
    await Promise.all([held.close(), other.close()]);
    await unsigned.close();

    expect(closed).toHaveLength(1);
  });

  it('says once as well that the database cannot be reached', async () => {
    const warned: string[] = [];
    const warn = (_facts: object, message: string) => void warned.push(message);
    const open = () => openLine('postgres://nobody@127.0.0.1:1/nothing');

    const clockwork = startClockwork({ handle: world.handle, open, log: { warn }, longestRest: 20 });
    await pause(400);
    await clockwork.close();

    expect(warned).toEqual(['the passing of time cannot be recorded; it is tried again']);
  });
});
