import { connect } from '../../src/database/connect.ts';
import { openLine } from '../../src/ledger/line.ts';
import { readPending } from '../../src/projection/pending.ts';
import { OPEN_END } from '../../src/projection/projection.ts';
import { recordDue } from '../../src/usecase/clockwork/record-due.ts';
import type { Nation } from './nation.ts';
import { floorOf, watched, watchedRow } from './watched.ts';

const TURNS = 50;

/** One look for what has passed by time, where nothing waits and where every report does; beside bare round trips. */
export async function benchClockwork({ database, reports }: Nation, say: (line: string) => void): Promise<void> {
  const sql = connect(database.ownerUrl, { max: 1 });
  const line = await openLine(database.applicationUrl);
  const session = await line.session(0);
  const floor = await floorOf(TURNS, () => session.sql`select 1`);
  const look = async (): Promise<void> => {
    const recorded = await recordDue({
      handle: () => Promise.reject(new Error('nothing is due')),
      pending: (limit) => readPending(session.sql, limit),
      goesOn: () => true,
    });
    if (recorded.kind !== 'DONE') throw new Error('nothing could be recorded');
  };
  say('\none look of the clockwork; x floor: against a bare round trip');
  say(`  nothing waits        ${watchedRow(await watched(TURNS, look), floor)}`);
  await sql`update report set body = body || '{"stage": "OBJECTION_WINDOW", "objectionClosesAt": "2999-01-01T00:00:00.000Z"}'
    where to_position = ${OPEN_END}`;
  await sql`vacuum analyze report`;
  say(`  ${reports} windows open     ${watchedRow(await watched(TURNS, look), floor)}`);
  await line.close();
  await sql.end();
}
