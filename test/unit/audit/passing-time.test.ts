import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { later } from '../../support/later-story.ts';
import { assessedAgain, finalAgain, reopened } from '../../support/reopened-story.ts';
import { CYCLE, OF, paper, UNIT } from '../../support/report-samples.ts';
import { sampleFiles, STORY } from '../../support/sample-bundle.ts';
import { faultOf } from './faults.ts';
import { altered, detailOf, positionOf, verified } from './later.ts';

/** What the sample report comes to by default. */
const BEFORE = '77.50';

describe('The bundle of a report whose deadlines passed', () => {
  const on = reopened();
  const question = { indicator: 'C1', clarification: null, question: 'Which year is it of?', dueAt: null };
  on.asks('assessor-1', { type: 'AskClarification', ...OF, seen: on.head(), ...question });
  on.waits(90);
  on.asks('system', { type: 'LapseClarification', ...OF, clarification: 1 });
  const documents = [paper('C1-E1', { digest: digestOf('the letter') })];
  on.asks('reporter-of-health', {
    type: 'AnswerClarification',
    ...OF,
    clarification: 1,
    answer: 'Of 2024.',
    documents,
  });
  on.asks('assessor-1', { type: 'ConcludeAssessment', ...OF, seen: on.head() });
  const due = '2026-12-01T00:00:00.000Z';
  const more = { deadline: 'OBJECTION_WINDOW', number: null, dueAt: due, reason: 'A flood.' } as const;
  on.asks('assessor-1', { type: 'ExtendReportDeadline', ...OF, ...more });
  on.waits(300);
  on.asks('system', { type: 'CloseObjectionWindow', ...OF });
  const story = on.story();

  it('verifies: no person closes what time closes', async () => {
    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'documents')).toContain('1 of 4 brought along');
  });

  it.each([
    ['a person recorded that a question had lapsed', 'DeadlineLapsed', 'assessor-1', 'Nobody may do this as ASSESSOR.'],
    ['the system asked the question', 'ClarificationAsked', 'system', 'Nobody may do this as SYSTEM.'],
    ['the system gave more time', 'ReportDeadlineExtended', 'system', 'Nobody may do this as SYSTEM.'],
  ])('fails where %s', async (_what, type, person, sentence) => {
    const actor = story.findLast((one) => one.actor.person === person)!.actor;

    expect(await faultOf(sampleFiles({ story: altered(story, type, { actor }) }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, type),
      sentence,
    });
  });
});

describe('The bundle of a cycle that was published twice', () => {
  const on = later(STORY);
  const cycle = (type: string, data: JsonObject, version = 1): void => {
    on.happens(`cycle/${CYCLE}`, { type, version, data: { cycle: CYCLE, ...data } }, 'administrator');
  };
  const award = {
    kind: 'CARING',
    recipient: UNIT,
    predicate: 'PEDULI',
    total: BEFORE,
    final: positionOf(STORY, 'ReportFinalized'),
  };
  const figures = { count: null, of: null, moreThanPercent: null, members: [] };
  const closed = { closesAt: '2025-12-20T00:00:00.000Z', notSubmitted: ['64.72'] };
  const official = { unit: UNIT, total: '78.00', predicate: null, source: 'A newspaper.', publishedOn: null };
  cycle('DeadlineExtended', {
    units: null,
    closesAt: closed.closesAt,
    previous: '2025-12-01T00:00:00.000Z',
    reason: 'A flood.',
  });
  on.happens(
    `cycle/${CYCLE}`,
    { type: 'SubmissionWindowClosed', data: { cycle: CYCLE, units: null, ...closed } },
    'system',
  );
  cycle('ResultsPublished', { participants: 2, final: 1, notSubmitted: ['64.72'], awards: 1 });
  cycle('AwardsGranted', { awards: [{ ...award, ...figures }] });
  cycle('OfficialScoreRecorded', official);
  finalAgain('assessor-2', assessedAgain(reopened(on)));
  cycle('ResultsPublished', { participants: 2, final: 1, notSubmitted: ['64.72'], awards: 0 });
  const story = on.story();

  it('verifies, with awards as they were written by the first version', async () => {
    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'chains')).toContain('and 7 of its cycle, without a gap');
  });

  it('fails without the second publication', async () => {
    const hidden = altered(story, 'ResultsPublished', { bundled: false });

    expect(await faultOf(sampleFiles({ story: hidden }))).toMatchObject({
      file: FILES.completeness,
      sentence: `The head of cycle/${CYCLE} is not the last entry that the bundle holds of it.`,
    });
  });

  it('fails where a person closed the window', async () => {
    const { actor } = story.findLast(({ type }) => type === 'DeadlineExtended')!;

    expect(await faultOf(sampleFiles({ story: altered(story, 'SubmissionWindowClosed', { actor }) }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'SubmissionWindowClosed'),
      sentence: 'Nobody may do this as ADMINISTRATOR.',
    });
  });

  it('fails with awards of a version that does not fit them', async () => {
    const forged = altered(story, 'AwardsGranted', { version: 2 });

    expect((await faultOf(sampleFiles({ story: forged }))).sentence).toMatch(
      /^Line \d+ is no AwardsGranted of version 2/,
    );
  });
});
