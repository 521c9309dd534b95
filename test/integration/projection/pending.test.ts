import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openSession } from '../../../src/ledger/session.ts';
import type { Session } from '../../../src/ledger/session.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { readPending } from '../../../src/projection/pending.ts';
import type { PendingDeadline } from '../../../src/projection/pending.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR, CYCLE, openReportingWorld, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { askQuestion, findWanting, fromNow, openRound } from '../clockwork/returned-report.ts';

const DAY = 86_400_000;
const of = { unit: UNIT, cycle: CYCLE };

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);
let world: ReportingWorld;
let session: Session;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  session = await openSession(database().applicationUrl);
  await findWanting(world);
});

afterAll(async () => {
  await session.close();
  await world.close();
});

/** Without the submission window, which stays open. */
async function pending(): Promise<readonly PendingDeadline[]> {
  const { deadlines } = await readPending(session.sql, 10);
  expect(deadlines.at(-1)).toMatchObject({ kind: 'SUBMISSION_WINDOW', cycle: CYCLE });
  return deadlines.slice(0, -1);
}

describe('A correction round is pending', () => {
  it('from its opening, at its later date once it is extended, until it is resubmitted', async () => {
    const dueAt = fromNow(DAY);
    const later = fromNow(2 * DAY);
    await openRound(world, dueAt);
    const opened = await pending();
    const extension = { deadline: 'CORRECTION_ROUND', number: null, dueAt: later, reason: 'a flood' } as const;
    await world.ask('administrator', { type: 'ExtendReportDeadline', ...of, ...extension });
    const extended = await pending();
    await world.ask(COORDINATOR, { type: 'ResubmitReport', ...of });

    expect(opened).toEqual([{ kind: 'CORRECTION_ROUND', ...of, number: 1, dueAt }]);
    expect(extended).toEqual([{ kind: 'CORRECTION_ROUND', ...of, number: 1, dueAt: later }]);
    expect(await pending()).toEqual([]);
  });
});

describe('A question is pending', () => {
  it('until it is answered, and again when more is asked', async () => {
    const dueAt = fromNow(DAY);
    const later = fromNow(2 * DAY);
    await askQuestion(world, dueAt);
    const asked = await pending();
    const answer = { clarification: 1, answer: 'The first.', documents: [] };
    await world.ask(COORDINATOR, { type: 'AnswerClarification', ...of, ...answer });
    const answered = await pending();
    const again = { clarification: 1, indicator: 'KKP-SP1-S1', question: 'Which first?', dueAt: later };
    const seen = await readHead(world.reader.database);
    await world.ask('regional-reviewer', { type: 'AskClarification', ...of, ...again, seen });

    expect(asked).toEqual([{ kind: 'CLARIFICATION', ...of, number: 1, dueAt }]);
    expect(answered).toEqual([]);
    expect(await pending()).toEqual([{ kind: 'CLARIFICATION', ...of, number: 1, dueAt: later }]);
  });
});

describe('Submission windows are pending', () => {
  it('once for all, and once for each deadline that single units were given', async () => {
    const [before] = (await readPending(session.sql, 10)).deadlines.slice(-1);
    const closesAt = fromNow(60 * DAY);
    const extension = { cycle: CYCLE, units: ['64.72'], closesAt, reason: 'a flood' };
    await world.ask('administrator', { type: 'ExtendDeadline', ...extension });

    const windows = (await readPending(session.sql, 10)).deadlines.slice(-2);

    expect(windows).toEqual([before, { kind: 'SUBMISSION_WINDOW', cycle: CYCLE, dueAt: closesAt }]);
  });
});

describe('Looking for what is pending', () => {
  it('reads reports by the index of those that await something', async () => {
    const [before] = await scans();
    await readPending(session.sql, 10);
    await session.sql`select pg_stat_force_next_flush()`;
    await session.sql`select 1`;
    const [after] = await scans();

    expect(Number(after?.scans)).toBeGreaterThan(Number(before?.scans));
  });
});

function scans(): Promise<readonly { scans: string }[]> {
  return sql()`select idx_scan as scans from pg_stat_user_indexes where indexrelname = 'report_awaits_time'`;
}
