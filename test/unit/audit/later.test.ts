import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import type { Verification } from '../../../src/audit/verify/verify-bundle.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { later } from '../../support/later-story.ts';
import type { LaterStory } from '../../support/later-story.ts';
import { CYCLE, OF, paper, UNIT } from '../../support/report-samples.ts';
import { REPLACED_STORY, SAMPLE_KEY, sampleFiles, STORY, zipOf } from '../../support/sample-bundle.ts';
import type { SampleFiles } from '../../support/sample-bundle.ts';
import type { Happening } from '../../support/sample-ledger.ts';
import { faultOf } from './faults.ts';

const REPORT = `report/${UNIT}/${CYCLE}`;

/** What the sample report comes to by default, and with N1 at 90 points. */
const BEFORE = '77.50';
const AFTER = '80.00';

function verified(files: SampleFiles): Promise<Verification> {
  return zipOf(files).then((bytes) => verifyBundle(bytes, { kind: 'KEYS', keys: [SAMPLE_KEY] }));
}

function detailOf({ checks }: Verification, name: string): string {
  return checks.find((check) => check.name === name)!.detail;
}

/** The last event of this type happened otherwise; all that is signed is consistent. */
function altered(
  story: readonly Happening[],
  type: string,
  change: Partial<Omit<Happening, 'data'>> & Readonly<{ data?: JsonObject }>,
): readonly Happening[] {
  const at = story.findLastIndex((one) => one.type === type);
  return story.map((one, index) => {
    if (index !== at) return one;
    // Only what seals the heads has data that are not known yet.
    return { ...one, ...change, data: { ...(one.data as JsonObject), ...change.data } };
  });
}

function positionOf(story: readonly Happening[], type: string): number {
  return story.findLastIndex((one) => one.type === type) + 1;
}

function reopened(on = later(STORY)): LaterStory {
  on.asks('assessor-1', { type: 'ReopenReport', ...OF, seen: on.head(), reason: 'A letter turned up.' });
  return on;
}

function assessedAgain(on = reopened()): LaterStory {
  const override = { points: '90', justification: 'The letter shows it.' };
  const items = [{ indicator: 'N1', checks: [], override }];
  on.asks('assessor-1', { type: 'ScoreResponses', ...OF, seen: on.head(), items, atomic: true });
  on.asks('assessor-1', { type: 'ConcludeAssessment', ...OF, seen: on.head() });
  on.waits(90);
  return on;
}

function finalAgain(by = 'assessor-2', on = assessedAgain()): LaterStory {
  on.asks('assessor-1', { type: 'ProposeFinal', ...OF, seen: on.head() });
  on.asks(by, { type: 'FinalizeReport', ...OF, seen: on.head() });
  return on;
}

function withDeputy(on: LaterStory): LaterStory {
  on.happens(
    'person/deputy',
    { type: 'PersonRegistered', data: { person: 'deputy', label: 'deputy' } },
    'administrator',
  );
  on.lends('assessor-2', 'deputy');
  return on;
}

/** The same without the entries that only make people known, which no bundle holds. */
function toldBy(on: LaterStory): readonly Happening[] {
  return on.story().map((one) => (one.type === 'PersonRegistered' ? { ...one, bundled: false } : one));
}

describe('The bundle of a report that was reopened', () => {
  const story = reopened().story();

  it('verifies, and tells the score as far as the report has come again', async () => {
    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'score')).toMatch(/^CLAIMED \S+ \(\w+\), VERIFIED 77\.50 \(PEDULI\), computed anew/);
  });

  it('has the final that it left behind computed anew as well', async () => {
    const forged = altered(story, 'ReportFinalized', { data: { total: '99.00' } });

    expect(await faultOf(sampleFiles({ story: forged }))).toEqual({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      stream: REPORT,
      sentence: 'What was frozen as final is not what follows from the events.',
    });
  });

  it('does not do without the reopening', async () => {
    const hidden = altered(story, 'ReportReopened', { bundled: false });

    expect(await faultOf(sampleFiles({ story: hidden }))).toMatchObject({ file: FILES.completeness });
  });
});

describe('The bundle of a report that is final again', () => {
  const story = finalAgain().story();

  it('verifies with both finals, each as of its own entry', async () => {
    const finals = story.flatMap(({ type }, index) => (type === 'ReportFinalized' ? [index + 1] : []));

    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'score')).toContain(`FINAL ${AFTER} (PEDULI), computed anew by scoring/v1`);
    expect(detailOf(verification, 'score')).toContain(`what entry ${finals.join(' and ')} froze follows as well`);
    expect(detailOf(verification, 'hands')).toBe('2 finals, each proposed and frozen by different hands');
  });

  it.each([
    ['the total of the first', { total: BEFORE, exact: '155/2' }],
    ['other shares of the dimensions', { dimensions: [] }],
    ['another predicate', { predicate: null }],
    ['another engine', { engine: 'scoring/v9' }],
  ])('fails where the second freezes %s', async (_what, data) => {
    const forged = altered(story, 'ReportFinalized', { data });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      sentence: 'What was frozen as final is not what follows from the events.',
    });
  });

  it('fails where nobody had proposed it, or the same person had', async () => {
    const proposer = story.findLast(({ type }) => type === 'FinalProposed')!.actor;
    const never = altered(story, 'ReportFinalized', { data: { proposal: 1 } });
    const alone = altered(story, 'ReportFinalized', { actor: proposer });

    expect(await faultOf(sampleFiles({ story: never }))).toMatchObject({
      position: positionOf(story, 'ReportFinalized'),
      sentence: 'It freezes what nobody had proposed.',
    });
    expect(await faultOf(sampleFiles({ story: alone }))).toMatchObject({
      position: positionOf(story, 'ReportFinalized'),
      sentence: 'It was frozen by the same hands that had proposed it.',
    });
  });
});

describe('The bundle of a cycle whose edition was replaced', () => {
  it('is scored by the edition in force, and says since when it is', async () => {
    const verification = await verified(sampleFiles({ story: REPLACED_STORY, edition: '2' }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'score')).toContain(`FINAL ${BEFORE} (KURANG)`);
    expect(detailOf(verification, 'instrument')).toBe(
      `TEST 2, as published by entry ${positionOf(REPLACED_STORY, 'InstrumentPublished')}, in force since entry ${positionOf(REPLACED_STORY, 'EditionReplaced')}`,
    );
  });

  it('fails with the edition that was replaced', async () => {
    expect(await faultOf(sampleFiles({ story: REPLACED_STORY, edition: '1' }))).toMatchObject({
      file: FILES.instrument,
      sentence: 'It is not the edition that the cycle is bound to.',
    });
  });

  it('fails where the report was opened with the edition that came later', async () => {
    const { data } = REPLACED_STORY.findLast(({ type }) => type === 'EditionReplaced')!;
    const { instrumentDigest } = data as Readonly<{ instrumentDigest: string }>;
    const at = REPLACED_STORY.findIndex(({ stream, type }) => stream === REPORT && type === 'ReportOpened');
    const forged = REPLACED_STORY.map((one, index) =>
      index === at ? { ...one, data: { ...(one.data as JsonObject), edition: '2', instrumentDigest } } : one,
    );

    expect(await faultOf(sampleFiles({ story: forged, edition: '2' }))).toMatchObject({
      file: FILES.events,
      position: at + 1,
      sentence: 'The report was opened with what its cycle did not call for then.',
    });
  });

  it('fails where the report was being assessed already', async () => {
    const on = later(REPLACED_STORY, '2');
    const back = { cycle: CYCLE, from: '1', reason: 'It suits better.', reports: 1 };
    const { data } = REPLACED_STORY.findLast(({ type }) => type === 'EditionReplaced')!;
    on.happens(
      `cycle/${CYCLE}`,
      { type: 'EditionReplaced', data: { ...(data as JsonObject), ...back } },
      'administrator',
    );

    expect(await faultOf(sampleFiles({ story: on.story(), edition: '2' }))).toMatchObject({
      file: FILES.events,
      position: on.head(),
      sentence: 'It replaces an edition by which the report was assessed already.',
    });
  });
});

describe('The bundle of a report that somebody decided on who stood in for another', () => {
  const story = toldBy(finalAgain('deputy', assessedAgain(reopened(withDeputy(later(STORY))))));
  const lent = positionOf(story, 'RoleDelegated');
  const lender = story.findLast(({ type }) => type === 'RoleDelegated')!.actor;

  it('verifies with the loan and the right it was lent from', async () => {
    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(story.findLast(({ type }) => type === 'ReportFinalized')!.actor).toMatchObject({
      person: 'deputy',
      grant: lent,
    });
    expect(detailOf(verification, 'grants')).toBe('9 grants, under which everybody acted; 1 of them lent');
  });

  it.each([
    ['of somebody else', { delegatedBy: 'assessor-1' }, 'was made under another right'],
    ['of another right', { grant: 4 }, 'was made under another right'],
    ['of another role', { role: 'INSPECTOR' }, 'gives another right'],
    ['of another place', { jurisdiction: '64' }, 'gives another right'],
    ['for another organization', { organization: 'bappeda' }, 'gives another right'],
  ])('fails with a loan %s', async (_what, data, clause) => {
    const forged = altered(story, 'RoleDelegated', { data });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: lent,
      sentence: `The loan of what entry ${Number('grant' in data ? data.grant : lender.grant)} granted ${clause}.`,
    });
  });

  it('fails with a loan for longer than the right is held', async () => {
    const at = lender.grant! - 1;
    const validUntil = '2026-01-31T00:00:00.000Z';
    const forged = story.map((one, index) =>
      index === at ? { ...one, data: { ...(one.data as JsonObject), validUntil } } : one,
    );

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: lent,
      sentence: `The loan of what entry ${lender.grant} granted lasts longer.`,
    });
  });

  it('fails with a loan of what was lent itself', async () => {
    const on = withDeputy(later(STORY));
    on.happens(
      'person/second',
      { type: 'PersonRegistered', data: { person: 'second', label: 'second' } },
      'administrator',
    );
    on.lends('deputy', 'second');
    const again = toldBy(finalAgain('second', assessedAgain(reopened(on))));

    expect(await faultOf(sampleFiles({ story: again }))).toMatchObject({
      file: FILES.events,
      position: positionOf(again, 'RoleDelegated'),
      sentence: `The loan of what entry ${positionOf(again, 'RoleDelegated') - 2} granted lends on what was only lent.`,
    });
  });

  it('fails once the loan has ended', async () => {
    const forged = altered(story, 'RoleDelegated', { data: { validUntil: '2026-01-01T00:00:00.000Z' } });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      sentence: `The grant it cites, entry ${lent}, was not valid then.`,
    });
  });

  it('fails where whoever lent the right had proposed the final', async () => {
    const forged = altered(story, 'FinalProposed', { actor: lender });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      sentence: 'It was frozen by the same hands that had proposed it.',
    });
  });

  it('fails without the loan', async () => {
    const hidden = altered(story, 'RoleDelegated', { bundled: false });

    expect(await faultOf(sampleFiles({ story: hidden }))).toMatchObject({
      file: FILES.events,
      sentence: `The grant it cites, entry ${lent}, is not in the bundle.`,
    });
  });
});

describe('The bundle of a report whose deadlines passed', () => {
  const on = reopened();
  const question = { indicator: 'N1', clarification: null, question: 'Which year is it of?', dueAt: null };
  on.asks('assessor-1', { type: 'AskClarification', ...OF, seen: on.head(), ...question });
  on.waits(90);
  on.asks('system', { type: 'LapseClarification', ...OF, clarification: 1 });
  const documents = [paper('P1-E1')].map((one) => ({ ...one, evidence: null }));
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
    expect(detailOf(verification, 'documents')).toContain('1 of 3 brought along');
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
