import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { openSession } from '../../../src/ledger/session.ts';
import type { Session } from '../../../src/ledger/session.ts';
import type { ReportCommand, ReviewItem } from '../../../src/domain/report/index.ts';
import { millisecondsOf, plusDays, toInstant } from '../../../src/kernel/instant.ts';
import { readPending } from '../../../src/projection/pending.ts';
import { recordDue } from '../../../src/usecase/clockwork/record-due.ts';
import type { Recorded } from '../../../src/usecase/clockwork/record-due.ts';
import { readAll, readHead } from '../../../src/ledger/read.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { openCare } from '../../support/told-cycles.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
let world: ToldWorld;
let session: Session;

const report = { unit: PLACE, cycle: CYCLE };
const CLOSES = '2025-02-28T00:00:00.000Z';
const EXTENDED = '2025-03-05T00:00:00.000Z';
const RETURNED = '2025-03-07T00:00:00.000Z';
const ANSWER_DUE = '2025-03-08T00:00:00.000Z';
const ROUND_DUE = '2025-03-10T00:00:00.000Z';
const ASSESSED = '2025-03-12T00:00:00.000Z';
/** Seven days after the assessment is concluded, as the edition of the tests says. */
const OBJECTIONS_DUE = '2025-03-19T00:00:00.000Z';
const NEXT_OPENS = '2025-05-01T00:00:00.000Z';
const NEXT_CLOSES = '2025-06-01T00:00:00.000Z';

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  session = await openSession(database().applicationUrl);
  await world.tell(
    '2025-01-02T00:00:00.000Z',
    'administrator',
    openCare(2024, { cycle: CYCLE, submission: { opensAt: '2025-01-03T00:00:00.000Z', closesAt: CLOSES } }),
  );
  const extension = { cycle: CYCLE, units: ['64.72'], closesAt: EXTENDED, reason: 'a flood' };
  await world.tell('2025-01-04T00:00:00.000Z', 'administrator', { type: 'ExtendDeadline', ...extension });
  await submit();
});

afterAll(async () => {
  await session.close();
  await world.close();
});

async function submit(): Promise<void> {
  const day = '2025-02-01T00:00:00.000Z';
  await world.tell(day, 'coordinator', { type: 'OpenReport', ...report });
  const assigned = { organization: 'dinas-uji', indicators: ['A', 'B', 'C'] };
  await world.tell(day, 'coordinator', { type: 'AssignIndicators', ...report, ...assigned });
  const stated = { indicator: 'C', answer: { kind: 'POINTS', value: '50' }, narrative: null } as const;
  await world.tell(day, 'reporter', { type: 'SubmitResponse', ...report, ...stated, expectedRevision: 0 });
  await world.tell(day, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
}

/** The reviewer asks a question about C and returns it; nobody reacts. */
async function sendBack(): Promise<void> {
  const seen = await world.tell(RETURNED, 'reviewer', {
    type: 'AskClarification',
    ...report,
    seen: 1,
    indicator: 'C',
    clarification: null,
    question: 'Of which year?',
    dueAt: ANSWER_DUE,
  });
  const back = { ...ruled('C', 'RETURNED'), reason: 'WRONG_PERIOD', note: 'of which year?' } as const;
  await world.tell(RETURNED, 'reviewer', { type: 'ReviewResponses', ...report, seen, items: [back], atomic: true });
  const round = { seen: seen + 1, dueAt: ROUND_DUE, note: null };
  await world.tell(RETURNED, 'reviewer', { type: 'ReturnReport', ...report, ...round });
}

async function conclude(): Promise<void> {
  const items = [ruled('C', 'ACCEPTED')];
  await decide('reviewer', { type: 'ReviewResponses', ...report, items, atomic: true });
  await decide('reviewer', { type: 'ForwardReport', ...report, justification: 'the others were not answered' });
  const scored = [{ indicator: 'C', checks: [], override: null }];
  await decide('assessor-1', { type: 'ScoreResponses', ...report, items: scored, atomic: true });
  await decide('assessor-1', { type: 'ConcludeAssessment', ...report });
}

type Seeing<Command> = Command extends { seen: number } ? Omit<Command, 'seen'> : never;

/** On what the ledger holds at that moment. */
async function decide(person: string, command: Seeing<ReportCommand>): Promise<void> {
  const seen = await readHead(world.reader.database);
  await world.tell(ASSESSED, person, { ...command, seen });
}

function ruled(indicator: string, ruling: ReviewItem['ruling']): ReviewItem {
  return { indicator, ruling, reason: null, note: null, checks: [] };
}

/** What a clockwork does when it wakes at a told moment. */
function wakeAt(moment: string): Promise<Recorded> {
  world.clock.advanceTo(moment);
  const pending = async (limit: number) => ({ ...(await readPending(session.sql, limit)), now: world.clock.now() });
  return recordDue({ handle: world.handle, pending, goesOn: () => true });
}

async function closings(type: string): Promise<readonly RecordedEntry[]> {
  const found: RecordedEntry[] = [];
  for await (const entry of readAll(world.reader)) if (entry.type === type) found.push(entry);
  return found;
}

function instantBefore(moment: string): string {
  return toInstant(millisecondsOf(moment) - 1);
}

/** Before, at and after the moment it is due: it is recorded by the system at that moment, and once. */
async function passes(type: string, dueAt: string): Promise<readonly RecordedEntry[]> {
  const before = await wakeAt(instantBefore(dueAt));
  expect(before).toMatchObject({ kind: 'DONE', next: dueAt, stuck: [] });
  expect((await closings(type)).filter(({ recordedAt }) => recordedAt >= dueAt)).toEqual([]);
  await wakeAt(dueAt);
  await wakeAt(plusDays(dueAt, 1));
  const recorded = (await closings(type)).filter(({ recordedAt }) => recordedAt >= dueAt);
  expect(recorded).toMatchObject([{ recordedAt: dueAt, actor: { person: 'system', role: 'SYSTEM', grant: null } }]);
  return recorded;
}

describe('The clockwork records, once and at the moment it is due,', () => {
  it('the end of a submission window and of an extension, with who submitted nothing', async () => {
    const general = await passes('SubmissionWindowClosed', CLOSES);
    const extended = await passes('SubmissionWindowClosed', EXTENDED);

    expect(general).toMatchObject([{ data: { closesAt: CLOSES, units: null, notSubmitted: [] } }]);
    expect(extended).toMatchObject([{ data: { closesAt: EXTENDED, units: ['64.72'], notSubmitted: ['64.72'] } }]);
  });

  it('the last moment to answer a question, and to correct what was returned', async () => {
    await sendBack();

    const lapsed = await passes('DeadlineLapsed', ANSWER_DUE);
    const ended = await passes('CorrectionRoundClosed', ROUND_DUE);

    expect(lapsed).toMatchObject([{ data: { deadline: 'CLARIFICATION', number: 1, dueAt: ANSWER_DUE } }]);
    expect(ended).toMatchObject([{ data: { round: 1, dueAt: ROUND_DUE, unchanged: ['C'] } }]);
  });

  it('the end of the window for objections', async () => {
    await conclude();

    const closed = await passes('ObjectionWindowClosed', OBJECTIONS_DUE);

    expect(closed).toMatchObject([{ data: { closesAt: OBJECTIONS_DUE, pending: [] } }]);
  });

  it('the end of a window also where results were published first', async () => {
    const cycle = 'CARE-2026';
    const submission = { opensAt: NEXT_OPENS, closesAt: NEXT_CLOSES };
    const years = { dataYear: 2025, cycleYear: 2026, awardYear: 2027 };
    const call = { instrument: 'CARE', edition: '1', period: 'YEAR', notice: 'made for a test', participants: [PLACE] };
    await world.tell(NEXT_OPENS, 'administrator', { type: 'OpenCycle', cycle, ...call, ...years, submission });
    await world.tell(NEXT_CLOSES, 'administrator', { type: 'PublishResults', cycle });

    expect(await wakeAt(plusDays(NEXT_CLOSES, 1))).toMatchObject({ kind: 'DONE', next: null, stuck: [] });
    await wakeAt(plusDays(NEXT_CLOSES, 2));

    const ended = (await closings('SubmissionWindowClosed')).filter(({ data }) => data['cycle'] === cycle);
    expect(ended).toMatchObject([{ data: { closesAt: NEXT_CLOSES, units: null, notSubmitted: [PLACE] } }]);
  });

  it('and then has nothing left to do', async () => {
    expect(await wakeAt(plusDays(NEXT_CLOSES, 100))).toMatchObject({ kind: 'DONE', next: null, stuck: [] });
  });
});
