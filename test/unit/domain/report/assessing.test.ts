import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ScoreItem } from '../../../../src/domain/report/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import {
  answered,
  ASSIGNED,
  CONCLUDED,
  decided,
  IN_NATION,
  IN_REGION,
  returned,
  revised,
  ROUND_DUE,
  roundOpened,
  scored,
  SCORED,
  submitted,
  TOTAL,
} from '../../../support/report-histories.ts';
import { asking, cast, HEAD, informing, OF, samplePaper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const NATIONAL = 'NATIONAL_ASSESSMENT';
const IN_NATIONAL_ROUND = [...IN_NATION, returned(NATIONAL, 'C1', 18), roundOpened(NATIONAL, { seen: 19 })];

/** One answer, without the evidence it needs, that no reviewer saw. */
const bare = [...ASSIGNED, answered('C1'), submitted({ complete: false, stage: NATIONAL })];

function item(indicator: string, changes: Partial<ScoreItem> = {}): ScoreItem {
  return { indicator, checks: [], override: null, ...changes };
}

function score(seen: number, ...items: readonly ScoreItem[]) {
  return { type: 'ScoreResponses', ...OF, seen, items, atomic: false } as const;
}

function conclude(seen: number) {
  return { type: 'ConcludeAssessment', ...OF, seen } as const;
}

describe('ScoreResponses', () => {
  const failed = { code: 'P1-K1', passed: false, note: 'No stamp.' };

  it("gives the points of the edition's rule, with what was seen", () => {
    given(...IN_NATION)
      .when(score(18, item('P1', { checks: [failed] })), asking(cast.assessor1))
      .then({
        type: 'ResponseScored',
        data: {
          indicator: 'P1',
          checks: [failed],
          rulePoints: '50',
          points: '50',
          override: null,
          revision: 1,
          documents: [digestOf('the document P1-E1'), digestOf('the document P1-E2')],
          seen: 18,
        },
      });
  });

  it('keeps the points of the rule beside an override', () => {
    const override = { points: '12.5', justification: 'Half of it was there.' };

    given(...IN_NATION)
      .when(score(18, item('C1', { override })), asking(cast.assessor1))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '100', points: '25/2', override } });
  });

  it('gives nothing by rule without the required evidence where the edition says that it gates', () => {
    given(...bare)
      .when(score(5, item('C1')), asking(cast.assessor1))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '0', documents: [] } });
    given(...bare)
      .when(score(5, item('C1')), asking(cast.assessor1, { paper: samplePaper(informing) }))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '100', documents: [] } });
  });

  it('gives nothing by rule to what a reviewer rejected', () => {
    given(
      ...IN_REGION,
      decided('REGIONAL_REVIEW', 'C1', 14, { ruling: 'REJECTED', reason: 'NIHIL' }),
      ...IN_NATION.slice(17),
    )
      .when(score(16, item('C1')), asking(cast.assessor1))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '0', points: '0' } });
  });

  it('gives nothing to it either where assessors returned it and nothing was corrected', () => {
    given(
      ...IN_REGION,
      decided('REGIONAL_REVIEW', 'C1', 14, { ruling: 'REJECTED', reason: 'NIHIL' }),
      ...IN_NATION.slice(17),
      returned('NATIONAL_ASSESSMENT', 'C1', 16),
    )
      .when(score(17, item('C1')), asking(cast.assessor1))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '0', points: '0' } });
  });

  it('gives the points of the rule also to what was returned and left as it was', () => {
    given(...IN_NATIONAL_ROUND)
      .when(score(20, item('C1')), asking(cast.assessor1, { now: ROUND_DUE }))
      .thenPartly({ type: 'ResponseScored', data: { rulePoints: '100', points: '100' } });
  });

  it.each(['-1', '100.1', '1e2', ''])('is refused for %o points out of 100', (points) => {
    given(...IN_NATION)
      .when(score(18, item('C1', { override: { points, justification: 'Seen.' } })), asking(cast.assessor1))
      .thenItems('POINTS_OUT_OF_RANGE');
  });

  it('is refused for checks that are not asked', () => {
    given(...IN_NATION)
      .when(score(18, item('C1', { checks: [failed] })), asking(cast.assessor1))
      .thenItems('CHECK_UNKNOWN');
  });

  it('is refused for what changed since it was seen, item by item', () => {
    given(...bare, answered('N1'))
      .when(score(5, item('C1'), item('N1')), asking(cast.assessor1))
      .thenItems(null, 'CHANGED_SINCE_SEEN');
    given(...IN_NATION)
      .when(score(HEAD + 1, item('C1')), asking(cast.assessor1))
      .thenItems('SEEN_UNKNOWN');
  });

  it("is refused where another's ruling or scoring was not seen, but for the scorer's own", () => {
    given(...IN_NATION)
      .when(score(16, item('C1'), item('P1')), asking(cast.assessor1))
      .thenItems(null, 'CHANGED_SINCE_SEEN');
    given(...SCORED)
      .when(score(18, item('C1')), asking(cast.assessor2))
      .thenItems('CHANGED_SINCE_SEEN');
    given(...SCORED)
      .when(score(18, item('C1')), asking(cast.assessor1))
      .thenItems(null);
  });

  it('is all or nothing where it is atomic', () => {
    given(...IN_NATION)
      .when({ ...score(18, item('C1'), item('C9')), atomic: true }, asking(cast.assessor1))
      .refused({ code: 'INDICATOR_UNKNOWN', details: [{ indicator: 'C9' }] });
  });

  it('is refused in any other stage', () => {
    given(...IN_REGION)
      .when(score(14, item('C1')), asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
    given(...CONCLUDED)
      .when(score(22, item('C1')), asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused while a correction round is open', () => {
    given(...IN_NATIONAL_ROUND)
      .when(score(20, item('N1')), asking(cast.assessor1))
      .refused({ code: 'ROUND_OPEN' });
  });

  it('is refused to reviewers, coordinators, auditors and administrators', () => {
    const others = [cast.region, cast.coordinator, cast.auditor, cast.administrator];

    for (const other of others)
      given(...IN_NATION)
        .when(score(18), asking(other))
        .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('ConcludeAssessment', () => {
  it('states the total and opens the objection window for as long as the edition says', () => {
    given(...SCORED)
      .when(conclude(21), asking(cast.assessor1))
      .then({
        type: 'AssessmentConcluded',
        data: { objectionClosesAt: '2025-11-22T00:00:00.000Z', ...TOTAL, seen: 21 },
      });
  });

  it('is refused while an answer is not scored, naming each', () => {
    given(...IN_NATION, scored('N1', 18, '80'))
      .when(conclude(19), asking(cast.assessor1))
      .refused({
        code: 'NOT_SCORED',
        details: [
          { code: 'NOT_SCORED', indicator: 'C1', path: [] },
          { code: 'NOT_SCORED', indicator: 'P1', path: [] },
        ],
      });
  });

  it('is refused where an answer was corrected after it was scored', () => {
    given(...SCORED, returned(NATIONAL, 'C1', 21), roundOpened(NATIONAL, { seen: 22 }), revised('C1'))
      .when(conclude(24), asking(cast.assessor1, { now: ROUND_DUE }))
      .refused({ code: 'NOT_SCORED', details: [{ indicator: 'C1' }] });
  });

  it('is refused on a screen that is older than any answer or scoring', () => {
    given(...SCORED)
      .when(conclude(8), asking(cast.assessor1))
      .refused({ code: 'CHANGED_SINCE_SEEN' });
    given(...SCORED)
      .when(conclude(20), asking(cast.assessor1))
      .refused({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: 'P1', position: 21 }] });
  });

  it('is refused while a correction round is open', () => {
    given(...IN_NATIONAL_ROUND)
      .when(conclude(20), asking(cast.assessor1))
      .refused({ code: 'ROUND_OPEN' });
  });

  it('is refused in any other stage', () => {
    given(...IN_REGION)
      .when(conclude(14), asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
    given(...CONCLUDED)
      .when(conclude(22), asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });
});
