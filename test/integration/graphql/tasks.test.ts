import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { CYCLE, PLACE } from '../../support/told-world.ts';
import { openWaitingWorld, WINDOW_CLOSES } from '../../support/waiting-world.ts';
import type { WaitingWorld } from '../../support/waiting-world.ts';
import { accepted, paper } from '../../support/work-list.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);
const report = { unit: PLACE, cycle: CYCLE };
/** What a decision was made on is what the ledger holds at that moment: `tell` says which position that is. */
const SEEN = { seen: 1 };

/** The other place never reports. */
const MEANWHILE = { neighbour: ['OPEN_REPORT 64.72'] };

let world: WaitingWorld;

beforeAll(async () => {
  world = await openWaitingWorld(database().applicationUrl, ask);
});
afterAll(() => world.close());

/** A list that says less than `decide` takes keeps people waiting; one that says more sends them into refusals. */
afterEach(async () => {
  const { listed, taken } = await world.agreement();

  expect(listed).toEqual(taken);
});

describe('What waits', () => {
  it('is nothing before the window opens', async () => {
    expect(await world.everyone()).toEqual({});
  });

  it('is opening the report, for those who coordinate it', async () => {
    world.clock.advanceTo('2025-01-03T00:00:00.000Z');

    expect(await world.everyone()).toEqual({ coordinator: [`OPEN_REPORT ${PLACE}`], ...MEANWHILE });
  });

  it('is assigning what nobody answers for', async () => {
    const day = '2025-01-04T00:00:00.000Z';
    await world.say(day, 'coordinator', { type: 'OpenReport', ...report });
    await world.say(day, 'coordinator', {
      type: 'AssignIndicators',
      ...report,
      organization: 'dinas-uji',
      indicators: ['A', 'B'],
    });

    expect(await world.everyone()).toMatchObject({
      coordinator: [`ASSIGN ${PLACE} C`],
      reporter: [`ANSWER ${PLACE} A,B`, `ATTACH_EVIDENCE ${PLACE} A`],
    });
  });

  it('is submitting as soon as something is answered', async () => {
    const day = '2025-01-05T00:00:00.000Z';
    const assigned = { organization: 'dinas-uji', indicators: ['C'] };
    await world.say(day, 'coordinator', { type: 'AssignIndicators', ...report, ...assigned });
    const answer = { type: 'SubmitResponse', ...report, expectedRevision: 0, narrative: null } as const;
    await world.say(day, 'reporter', { ...answer, indicator: 'A', answer: { kind: 'PERCENT', value: '100' } });
    await world.say(day, 'reporter', { ...answer, indicator: 'B', answer: { kind: 'CHOICE', option: 'ADA' } });

    expect(await world.everyone()).toMatchObject({
      coordinator: [`SUBMIT_REPORT ${PLACE} C`],
      reporter: [`ANSWER ${PLACE} C`, `ATTACH_EVIDENCE ${PLACE} A`],
    });
    const [task] = await world.tasks('coordinator');
    expect(task).toMatchObject({
      dueAt: WINDOW_CLOSES,
      since: '2025-01-04T00:00:00.000Z',
      sentence: `Submit the report of Balikpapan for ${CYCLE}; indicator C not answered.`,
    });
  });

  it('is deciding, once the report is submitted', async () => {
    const day = '2025-02-10T00:00:00.000Z';
    const answer = { kind: 'POINTS', value: '50' } as const;
    const submitted = { type: 'SubmitResponse', ...report, expectedRevision: 0, narrative: null } as const;
    await world.say(day, 'reporter', { ...submitted, indicator: 'C', answer });
    for (const code of ['A-E1', 'A-E2']) {
      await world.say(day, 'reporter', {
        type: 'AttachDocument',
        ...report,
        indicator: 'A',
        document: paper(code, code),
      });
    }
    expect(await world.everyone()).toEqual({ coordinator: [`SUBMIT_REPORT ${PLACE}`], ...MEANWHILE });

    await world.say(day, 'coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: false });

    expect(await world.everyone()).toEqual({ reviewer: [`DECIDE ${PLACE} A,B,C`], ...MEANWHILE });
  });

  it('is answering a question, overdue from the moment it is due', async () => {
    const question = { indicator: 'B', clarification: null, question: 'Which decree?' };
    const asking = { type: 'AskClarification', ...report, ...SEEN, ...question } as const;
    await world.say('2025-02-11T00:00:00.000Z', 'reviewer', { ...asking, dueAt: '2025-02-12T00:00:00.000Z' });
    const before = await world.everyone();
    world.clock.advanceTo('2025-02-12T00:00:00.000Z');
    const then = await world.everyone();

    expect(before).toMatchObject({
      coordinator: [`ANSWER_CLARIFICATION ${PLACE} B`],
      reporter: [`ANSWER_CLARIFICATION ${PLACE} B`],
    });
    expect(then).toMatchObject({
      coordinator: [`OVERDUE ANSWER_CLARIFICATION ${PLACE} B`],
      reporter: [`OVERDUE ANSWER_CLARIFICATION ${PLACE} B`],
      reviewer: [`DECIDE ${PLACE} A,B,C`],
    });
    expect(await world.tasks('reporter')).toMatchObject([{ clarification: { number: 1 } }]);
    expect(await world.tasks('reporter', { overdue: false })).toEqual([]);
  });

  it('is returning what was ruled to be corrected', async () => {
    const day = '2025-02-13T00:00:00.000Z';
    const answered = { clarification: 1, answer: 'the first', documents: [] };
    await world.say(day, 'reporter', { type: 'AnswerClarification', ...report, ...answered });
    const returned = { ...accepted('A'), ruling: 'RETURNED', reason: 'WRONG_FORM' } as const;
    const items = [returned, accepted('B')];
    await world.say(day, 'reviewer', { type: 'ReviewResponses', ...report, ...SEEN, items, atomic: true });

    expect(await world.everyone()).toEqual({ reviewer: [`DECIDE ${PLACE} C`, `RETURN ${PLACE} A`], ...MEANWHILE });
  });

  it('is correcting until it is changed, and resubmitting', async () => {
    const returning = { type: 'ReturnReport', ...report, ...SEEN, note: null } as const;
    await world.say('2025-02-14T00:00:00.000Z', 'reviewer', { ...returning, dueAt: '2025-02-20T00:00:00.000Z' });
    const before = await world.everyone();
    const attachment = { indicator: 'A', attachment: 'A.D2', document: paper('A-E2', 'signed'), reason: 'signed' };
    await world.say('2025-02-15T00:00:00.000Z', 'reporter', { type: 'ReplaceDocument', ...report, ...attachment });
    const after = await world.everyone();

    expect(before).toEqual({
      coordinator: [`RESUBMIT_REPORT ${PLACE} A`],
      reporter: [`CORRECT ${PLACE} A`],
      ...MEANWHILE,
    });
    expect(after).toEqual({ coordinator: [`RESUBMIT_REPORT ${PLACE} A`], ...MEANWHILE });
  });

  it('is deciding again once time has ended the round, and then forwarding', async () => {
    world.clock.advanceTo('2025-02-20T00:00:00.000Z');
    expect(await world.everyone()).toMatchObject({ reviewer: [`DECIDE ${PLACE} A,C`] });

    const items = [accepted('A'), accepted('C')];
    const review = { type: 'ReviewResponses', ...report, ...SEEN, items, atomic: true } as const;
    await world.say('2025-02-21T00:00:00.000Z', 'reviewer', review);

    expect(await world.everyone()).toEqual({ reviewer: [`FORWARD ${PLACE}`], ...MEANWHILE });
  });

  it('is scoring, for assessors and for whom they lend their right to; reports that were late are no more awaited', async () => {
    const forwarding = { type: 'ForwardReport', ...report, ...SEEN, justification: null } as const;
    await world.say('2025-02-22T00:00:00.000Z', 'reviewer', forwarding);
    await world.lend('2025-03-01T00:00:00.000Z');

    const scoring = [`SCORE ${PLACE} A,B,C`];
    expect(await world.everyone()).toEqual({ 'assessor-1': scoring, 'assessor-2': scoring, deputy: scoring });
  });

  it('is returning or concluding, by what is scored', async () => {
    const day = '2025-03-02T00:00:00.000Z';
    const score = (indicator: string) => ({ indicator, checks: [], override: null });
    const scores = { type: 'ScoreResponses', ...report, ...SEEN, atomic: true } as const;
    await world.say(day, 'assessor-1', { ...scores, items: [score('A'), score('C')] });
    const returned = { ...accepted('B'), ruling: 'RETURNED', reason: 'WRONG_PERIOD' } as const;
    await world.say(day, 'assessor-2', {
      type: 'ReviewResponses',
      ...report,
      ...SEEN,
      items: [returned],
      atomic: true,
    });
    const before = await world.everyone();
    await world.say(day, 'assessor-2', { ...scores, items: [score('B')] });
    const after = await world.everyone();

    const returning = [`RETURN ${PLACE} B`];
    const concluding = [`CONCLUDE ${PLACE}`];
    expect(before).toEqual({ 'assessor-1': returning, 'assessor-2': returning, deputy: returning });
    expect(after).toEqual({ 'assessor-1': concluding, 'assessor-2': concluding, deputy: concluding });
  });

  it('is deciding an objection, for neither who scored nor who stands in for them', async () => {
    await world.say('2025-03-03T00:00:00.000Z', 'assessor-1', { type: 'ConcludeAssessment', ...report, ...SEEN });
    expect(await world.everyone()).toEqual({});

    const objection = { type: 'FileObjection', ...report, indicator: 'C', grounds: 'more', documents: [] } as const;
    await world.say('2025-03-04T00:00:00.000Z', 'coordinator', objection);

    expect(await world.everyone()).toEqual({ 'assessor-2': [`DECIDE_OBJECTION ${PLACE} C`] });
    expect(await world.tasks('assessor-2')).toMatchObject([{ objection: { number: 1 } }]);
  });

  it('is proposing the final once the window has closed, unless an objection holds it up', async () => {
    world.clock.advanceTo('2025-03-10T00:00:00.000Z');
    expect(await world.everyone()).toEqual({ 'assessor-2': [`OVERDUE DECIDE_OBJECTION ${PLACE} C`] });

    const ruling = { objection: 1, ruling: 'REJECTED', points: null, reason: 'no' } as const;
    await world.say('2025-03-11T00:00:00.000Z', 'assessor-2', {
      type: 'DecideObjection',
      ...report,
      ...SEEN,
      ...ruling,
    });

    const proposing = [`PROPOSE_FINAL ${PLACE}`];
    expect(await world.everyone()).toEqual({ 'assessor-1': proposing, 'assessor-2': proposing, deputy: proposing });
  });

  it('is finalising, for other hands than those that proposed', async () => {
    await world.say('2025-03-12T00:00:00.000Z', 'assessor-1', { type: 'ProposeFinal', ...report, ...SEEN });

    expect(await world.everyone()).toEqual({ 'assessor-2': [`FINALIZE ${PLACE}`] });
  });

  it('is publishing once all is final, and nothing afterwards', async () => {
    await world.say('2025-03-13T00:00:00.000Z', 'assessor-2', { type: 'FinalizeReport', ...report, ...SEEN });
    expect(await world.everyone()).toEqual({ administrator: [`PUBLISH_RESULTS ${CYCLE}`] });

    await world.say('2025-03-14T00:00:00.000Z', 'administrator', { type: 'PublishResults', cycle: CYCLE });

    expect(await world.everyone()).toEqual({});
  });

  it('goes on with a published report that was reopened, up to publishing it again', async () => {
    const day = '2025-03-15T00:00:00.000Z';
    await world.say(day, 'assessor-2', { type: 'ReopenReport', ...report, ...SEEN, reason: 'a slip' });
    const concluding = [`CONCLUDE ${PLACE}`];
    expect(await world.everyone()).toEqual({ 'assessor-1': concluding, 'assessor-2': concluding, deputy: concluding });

    await world.say(day, 'assessor-1', { type: 'ConcludeAssessment', ...report, ...SEEN });
    await world.say('2025-03-23T00:00:00.000Z', 'assessor-2', { type: 'ProposeFinal', ...report, ...SEEN });
    expect(await world.everyone()).toEqual({ 'assessor-1': [`FINALIZE ${PLACE}`], deputy: [`FINALIZE ${PLACE}`] });

    await world.say('2025-03-24T00:00:00.000Z', 'deputy', { type: 'FinalizeReport', ...report, ...SEEN });
    expect(await world.everyone()).toEqual({ administrator: [`PUBLISH_RESULTS ${CYCLE}`] });
  });
});
