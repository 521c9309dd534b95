import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { finalAgain, reopened } from '../../support/reopened-story.ts';
import { CYCLE, UNIT } from '../../support/report-samples.ts';
import { sampleFiles } from '../../support/sample-bundle.ts';
import { faultOf } from './faults.ts';
import { altered, detailOf, positionOf, verified } from './later.ts';

const REPORT = `report/${UNIT}/${CYCLE}`;

/** What the sample report comes to by default. */
const BEFORE = '77.50';

/** With N1 at 90 points. */
const AFTER = '80.00';

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
