import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { JejakCommand } from '../../../src/usecase/command.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { pickText, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';
import { accepted, commandOf, paper, tasksFor, WHOLE_STEPS, wholeStep } from '../../support/work-list.ts';
import type { ListedTask } from '../../support/work-list.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);
const report = { unit: PLACE, cycle: CYCLE };
const CAST = [
  'administrator',
  'coordinator',
  'reporter',
  'neighbour',
  'reviewer',
  'assessor-1',
  'assessor-2',
  'deputy',
  'turncoat',
  'auditor',
];
const CLOSES = '2025-02-28T00:00:00.000Z';

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  const day = '2025-01-02T00:00:00.000Z';
  const always = { validFrom: null, validUntil: null };
  for (const subject of ['deputy', 'turncoat', 'agent']) {
    await world.tell(day, 'administrator', { type: 'RegisterPerson', subject, label: `the ${subject}` });
  }
  const assessing = { role: 'ASSESSOR', jurisdiction: null, organization: null } as const;
  await world.tell(day, 'administrator', { type: 'GrantRole', subject: 'turncoat', ...assessing, ...always });
  // Reports for the place for one day: the assessor they are later does not decide on it.
  await world.tell(day, 'administrator', {
    type: 'GrantRole',
    subject: 'turncoat',
    role: 'REPORTER',
    jurisdiction: PLACE,
    organization: 'dinas-uji',
    validFrom: null,
    validUntil: '2025-01-02T12:00:00.000Z',
  });
  await world.tell(day, 'administrator', {
    type: 'OpenCycle',
    cycle: CYCLE,
    instrument: 'CARE',
    edition: '1',
    period: 'YEAR',
    dataYear: 2024,
    cycleYear: 2025,
    awardYear: 2026,
    submission: { opensAt: '2025-01-03T00:00:00.000Z', closesAt: CLOSES },
    notice: 'made for a test',
    participants: [PLACE, '64.72'],
  });
});
afterAll(() => world.close());

/** Does what a person asks, on what the ledger holds at that moment. */
async function tell(at: string, person: string, command: JejakCommand): Promise<void> {
  const seen = await readHead(world.reader.database);
  await world.tell(at, person, 'seen' in command ? { ...command, seen } : command);
}

const SEEN = { seen: 1 };

/** Who has something to do at this moment, and what. */
async function everyone(): Promise<Readonly<Record<string, readonly string[]>>> {
  const lists = await Promise.all(
    CAST.map(async (person) => [person, (await tasksFor(ask, world, { person })).map(inShort)] as const),
  );
  return Object.fromEntries(lists.filter(([, tasks]) => tasks.length > 0));
}

function inShort({ kind, unit, indicators, overdue }: ListedTask): string {
  const about = indicators.length > 0 ? ` ${indicators.join(',')}` : '';
  return `${overdue ? 'OVERDUE ' : ''}${kind} ${unit?.code ?? CYCLE}${about}`;
}

async function refusalOf(person: string, command: JejakCommand): Promise<string | null> {
  const answer = await world.handle({ person, commandId: randomUUID(), command, validateOnly: true });
  return answer.ok ? null : answer.error.code;
}

/** A list that says less than `decide` takes keeps people waiting; one that says more sends them into refusals. */
afterEach(async () => {
  const seen = await readHead(world.reader.database);
  for (const person of CAST) {
    const tasks = await tasksFor(ask, world, { person });
    for (const task of tasks) {
      expect([person, inShort(task), await refusalOf(person, await commandOf(world, task))]).toEqual([
        person,
        inShort(task),
        null,
      ]);
    }
    for (const unit of [PLACE, '64.72']) {
      for (const kind of WHOLE_STEPS) {
        const refusal = await refusalOf(person, wholeStep(kind, { unit, cycle: CYCLE }, seen));
        const isListed = tasks.some((task) => task.kind === kind && (task.unit?.code ?? unit) === unit);
        expect([person, unit, kind, refusal === null]).toEqual([person, unit, kind, isListed]);
      }
    }
  }
});

describe('What waits', () => {
  it('is nothing before the window opens', async () => {
    expect(await everyone()).toEqual({});
  });

  it('is opening the report, for those who coordinate it', async () => {
    world.clock.advanceTo('2025-01-03T00:00:00.000Z');

    expect(await everyone()).toEqual({
      coordinator: [`OPEN_REPORT ${PLACE}`],
      neighbour: ['OPEN_REPORT 64.72'],
    });
  });

  it('is assigning what nobody answers for', async () => {
    const day = '2025-01-04T00:00:00.000Z';
    await tell(day, 'coordinator', { type: 'OpenReport', ...report });
    await tell(day, 'coordinator', {
      type: 'AssignIndicators',
      ...report,
      organization: 'dinas-uji',
      indicators: ['A', 'B'],
    });

    expect(await everyone()).toMatchObject({
      coordinator: [`ASSIGN ${PLACE} C`],
      reporter: [`ANSWER ${PLACE} A,B`, `ATTACH_EVIDENCE ${PLACE} A`],
    });
  });

  it('is submitting as soon as something is answered', async () => {
    const day = '2025-01-05T00:00:00.000Z';
    const assigned = { organization: 'dinas-uji', indicators: ['C'] };
    await tell(day, 'coordinator', { type: 'AssignIndicators', ...report, ...assigned });
    const answer = { type: 'SubmitResponse', ...report, expectedRevision: 0, narrative: null } as const;
    await tell(day, 'reporter', { ...answer, indicator: 'A', answer: { kind: 'PERCENT', value: '100' } });
    await tell(day, 'reporter', { ...answer, indicator: 'B', answer: { kind: 'CHOICE', option: 'ADA' } });

    expect(await everyone()).toMatchObject({
      coordinator: [`SUBMIT_REPORT ${PLACE} C`],
      reporter: [`ANSWER ${PLACE} C`, `ATTACH_EVIDENCE ${PLACE} A`],
    });
    const [task] = await tasksFor(ask, world, { person: 'coordinator' });
    expect(task).toMatchObject({
      dueAt: CLOSES,
      since: '2025-01-04T00:00:00.000Z',
      sentence: `Submit the report of Balikpapan for ${CYCLE}; indicator C not answered.`,
    });
  });

  it('is deciding, once the report is submitted', async () => {
    const day = '2025-02-10T00:00:00.000Z';
    const answer = { kind: 'POINTS', value: '50' } as const;
    const submitted = { type: 'SubmitResponse', ...report, expectedRevision: 0, narrative: null } as const;
    await tell(day, 'reporter', { ...submitted, indicator: 'C', answer });
    for (const code of ['A-E1', 'A-E2']) {
      await tell(day, 'reporter', { type: 'AttachDocument', ...report, indicator: 'A', document: paper(code, code) });
    }
    expect(await everyone()).toEqual({ coordinator: [`SUBMIT_REPORT ${PLACE}`], neighbour: ['OPEN_REPORT 64.72'] });

    await tell(day, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: false });

    expect(await everyone()).toEqual({ reviewer: [`DECIDE ${PLACE} A,B,C`], neighbour: ['OPEN_REPORT 64.72'] });
  });

  it('is answering a question, overdue from the moment it is due', async () => {
    await tell('2025-02-11T00:00:00.000Z', 'reviewer', {
      type: 'AskClarification',
      ...report,
      ...SEEN,
      indicator: 'B',
      clarification: null,
      question: 'Which decree?',
      dueAt: '2025-02-12T00:00:00.000Z',
    });
    const before = await everyone();
    world.clock.advanceTo('2025-02-12T00:00:00.000Z');
    const then = await everyone();

    expect(before).toMatchObject({
      coordinator: [`ANSWER_CLARIFICATION ${PLACE} B`],
      reporter: [`ANSWER_CLARIFICATION ${PLACE} B`],
    });
    expect(then).toMatchObject({
      coordinator: [`OVERDUE ANSWER_CLARIFICATION ${PLACE} B`],
      reporter: [`OVERDUE ANSWER_CLARIFICATION ${PLACE} B`],
      reviewer: [`DECIDE ${PLACE} A,B,C`],
    });
    expect(await tasksFor(ask, world, { person: 'reporter' })).toMatchObject([{ clarification: { number: 1 } }]);
    expect(await tasksFor(ask, world, { person: 'reporter', filter: { overdue: false } })).toEqual([]);
  });

  it('is returning what was ruled to be corrected', async () => {
    const day = '2025-02-13T00:00:00.000Z';
    const answered = { clarification: 1, answer: 'the first', documents: [] };
    await tell(day, 'reporter', { type: 'AnswerClarification', ...report, ...answered });
    const returned = { ...accepted('A'), ruling: 'RETURNED', reason: 'WRONG_FORM' } as const;
    const items = [returned, accepted('B')];
    await tell(day, 'reviewer', { type: 'ReviewResponses', ...report, ...SEEN, items, atomic: true });

    expect(await everyone()).toEqual({
      reviewer: [`DECIDE ${PLACE} C`, `RETURN ${PLACE} A`],
      neighbour: ['OPEN_REPORT 64.72'],
    });
  });

  it('is correcting until it is changed, and resubmitting', async () => {
    const returning = { type: 'ReturnReport', ...report, ...SEEN, note: null } as const;
    await tell('2025-02-14T00:00:00.000Z', 'reviewer', { ...returning, dueAt: '2025-02-20T00:00:00.000Z' });
    const before = await everyone();
    const attachment = { indicator: 'A', attachment: 'A.D2', document: paper('A-E2', 'signed'), reason: 'signed' };
    await tell('2025-02-15T00:00:00.000Z', 'reporter', { type: 'ReplaceDocument', ...report, ...attachment });
    const after = await everyone();

    expect(before).toEqual({
      coordinator: [`RESUBMIT_REPORT ${PLACE} A`],
      reporter: [`CORRECT ${PLACE} A`],
      neighbour: ['OPEN_REPORT 64.72'],
    });
    expect(after).toEqual({ coordinator: [`RESUBMIT_REPORT ${PLACE} A`], neighbour: ['OPEN_REPORT 64.72'] });
  });

  it('is deciding again once time has ended the round, and then forwarding', async () => {
    world.clock.advanceTo('2025-02-20T00:00:00.000Z');
    expect(await everyone()).toMatchObject({ reviewer: [`DECIDE ${PLACE} A,C`] });

    const items = [accepted('A'), accepted('C')];
    const review = { type: 'ReviewResponses', ...report, ...SEEN, items, atomic: true } as const;
    await tell('2025-02-21T00:00:00.000Z', 'reviewer', review);

    expect(await everyone()).toEqual({ reviewer: [`FORWARD ${PLACE}`], neighbour: ['OPEN_REPORT 64.72'] });
  });

  it('is scoring, for assessors and for whom they lend their right to; reports that were late are no more awaited', async () => {
    await tell('2025-02-22T00:00:00.000Z', 'reviewer', {
      type: 'ForwardReport',
      ...report,
      ...SEEN,
      justification: null,
    });
    await lend('2025-03-01T00:00:00.000Z');

    const scoring = [`SCORE ${PLACE} A,B,C`];
    expect(await everyone()).toEqual({ 'assessor-1': scoring, 'assessor-2': scoring, deputy: scoring });
  });

  it('is returning or concluding, by what is scored', async () => {
    const day = '2025-03-02T00:00:00.000Z';
    const score = (indicator: string) => ({ indicator, checks: [], override: null });
    const scores = { type: 'ScoreResponses', ...report, ...SEEN, atomic: true } as const;
    await tell(day, 'assessor-1', { ...scores, items: [score('A'), score('C')] });
    const returned = { ...accepted('B'), ruling: 'RETURNED', reason: 'WRONG_PERIOD' } as const;
    await tell(day, 'assessor-2', { type: 'ReviewResponses', ...report, ...SEEN, items: [returned], atomic: true });
    const before = await everyone();
    await tell(day, 'assessor-2', { ...scores, items: [score('B')] });
    const after = await everyone();

    const returning = [`RETURN ${PLACE} B`];
    const concluding = [`CONCLUDE ${PLACE}`];
    expect(before).toEqual({ 'assessor-1': returning, 'assessor-2': returning, deputy: returning });
    expect(after).toEqual({ 'assessor-1': concluding, 'assessor-2': concluding, deputy: concluding });
  });

  it('is deciding an objection, for neither who scored nor who stands in for them', async () => {
    await tell('2025-03-03T00:00:00.000Z', 'assessor-1', { type: 'ConcludeAssessment', ...report, ...SEEN });
    expect(await everyone()).toEqual({});

    const objection = { type: 'FileObjection', ...report, indicator: 'C', grounds: 'more', documents: [] } as const;
    await tell('2025-03-04T00:00:00.000Z', 'coordinator', objection);

    expect(await everyone()).toEqual({ 'assessor-2': [`DECIDE_OBJECTION ${PLACE} C`] });
    expect(await tasksFor(ask, world, { person: 'assessor-2' })).toMatchObject([{ objection: { number: 1 } }]);
  });

  it('is proposing the final once the window has closed, unless an objection holds it up', async () => {
    world.clock.advanceTo('2025-03-10T00:00:00.000Z');
    expect(await everyone()).toEqual({ 'assessor-2': [`OVERDUE DECIDE_OBJECTION ${PLACE} C`] });

    const ruling = { objection: 1, ruling: 'REJECTED', points: null, reason: 'no' } as const;
    await tell('2025-03-11T00:00:00.000Z', 'assessor-2', { type: 'DecideObjection', ...report, ...SEEN, ...ruling });

    const proposing = [`PROPOSE_FINAL ${PLACE}`];
    expect(await everyone()).toEqual({ 'assessor-1': proposing, 'assessor-2': proposing, deputy: proposing });
  });

  it('is finalising, for other hands than those that proposed', async () => {
    await tell('2025-03-12T00:00:00.000Z', 'assessor-1', { type: 'ProposeFinal', ...report, ...SEEN });

    expect(await everyone()).toEqual({ 'assessor-2': [`FINALIZE ${PLACE}`] });
  });

  it('is publishing once all is final, and nothing afterwards', async () => {
    await tell('2025-03-13T00:00:00.000Z', 'assessor-2', { type: 'FinalizeReport', ...report, ...SEEN });
    expect(await everyone()).toEqual({ administrator: [`PUBLISH_RESULTS ${CYCLE}`] });

    await tell('2025-03-14T00:00:00.000Z', 'administrator', { type: 'PublishResults', cycle: CYCLE });

    expect(await everyone()).toEqual({});
  });

  it('goes on with a published report that was reopened, up to publishing it again', async () => {
    const day = '2025-03-15T00:00:00.000Z';
    await tell(day, 'assessor-2', { type: 'ReopenReport', ...report, ...SEEN, reason: 'a slip' });
    const concluding = [`CONCLUDE ${PLACE}`];
    expect(await everyone()).toEqual({ 'assessor-1': concluding, 'assessor-2': concluding, deputy: concluding });

    await tell(day, 'assessor-1', { type: 'ConcludeAssessment', ...report, ...SEEN });
    await tell('2025-03-23T00:00:00.000Z', 'assessor-2', { type: 'ProposeFinal', ...report, ...SEEN });
    expect(await everyone()).toEqual({ 'assessor-1': [`FINALIZE ${PLACE}`], deputy: [`FINALIZE ${PLACE}`] });

    await tell('2025-03-24T00:00:00.000Z', 'deputy', { type: 'FinalizeReport', ...report, ...SEEN });
    expect(await everyone()).toEqual({ administrator: [`PUBLISH_RESULTS ${CYCLE}`] });
  });
});

async function lend(day: string): Promise<void> {
  const { data } = await ask('{ viewer { grants { position } } }', {
    person: 'assessor-1',
    now: { position: await readHead(world.reader.database), time: day },
  });
  const position = pickText(data, 'viewer.grants.0.position');
  const lent = { grant: Number(position), validFrom: null, validUntil: '2025-04-01T00:00:00.000Z', reason: 'leave' };
  await world.tell(day, 'assessor-1', { type: 'DelegateRole', subject: 'deputy', ...lent });
}
