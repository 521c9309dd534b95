import { describe, expect, it } from 'vitest';

import {
  basisReached,
  graded,
  liveDecision,
  openRound,
  report,
  standingOf,
} from '../../../../src/domain/report/index.ts';
import type { ReportEvent, ReportState } from '../../../../src/domain/report/index.ts';
import { score } from '../../../../src/domain/scoring/v1/index.ts';
import { toExact } from '../../../../src/kernel/rational.ts';
import {
  ACCEPTED_IN_PROVINCE,
  ANSWERED,
  CONCLUDED,
  decided,
  filed,
  IN_NATION,
  IN_PROVINCE,
  IN_ROUND,
  PROPOSED,
  resubmitted,
  returned,
  revised,
  ROUND_DUE,
  roundOpened,
  scored,
  SCORED,
  upheld,
} from '../../../support/report-histories.ts';
import { NOW, samplePaper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';
import type { Told } from '../../../support/specify.ts';

const { given } = specify(report);

function told(...events: readonly Told<ReportEvent>[]) {
  return whole(given(...events).state);
}

function whole(state: ReportState) {
  if (state.phase === 'absent') throw new Error('no report was told');
  return state;
}

/** Where each decision on C1 stands. */
function standings(...events: readonly Told<ReportEvent>[]) {
  const { header, responses } = told(...events);
  return responses['C1']!.decisions.map((decision) => standingOf(decision, responses['C1']!, header));
}

function total(basis: Parameters<typeof graded>[1], ...events: readonly Told<ReportEvent>[]) {
  return toExact(score(samplePaper(), graded(Object.values(told(...events).responses), basis)).exact);
}

describe('a decision', () => {
  it('is live until another takes its place', () => {
    expect(standings(...ACCEPTED_IN_PROVINCE)).toEqual(['LIVE']);
    expect(standings(...IN_NATION)).toEqual(['SUPERSEDED', 'LIVE']);
  });

  it('is stale once the answer was corrected after it', () => {
    expect(standings(...IN_ROUND, revised('C1'))).toEqual(['STALE']);
    expect(liveDecision(told(...IN_ROUND, revised('C1')).responses['C1']!)).toBeNull();
  });

  it('of an earlier stage is superseded by a correction, and not called stale', () => {
    const corrected = [
      ...IN_NATION.slice(0, 17),
      returned('REGIONAL_REVIEW', 'C1', 17),
      roundOpened('REGIONAL_REVIEW'),
      revised('C1'),
      resubmitted('REGIONAL_REVIEW'),
    ];

    expect(standings(...corrected)).toEqual(['SUPERSEDED_BY_CORRECTION', 'STALE', 'STALE']);
    expect(standings(...corrected, decided('REGIONAL_REVIEW', 'C1', 21))).toEqual([
      'SUPERSEDED_BY_CORRECTION',
      'STALE',
      'STALE',
      'LIVE',
    ]);
  });
});

describe('a correction round', () => {
  it('is open until it is due or the report comes back', () => {
    const { header } = told(...IN_ROUND);

    expect(openRound(header, '2025-12-09T23:59:59.999Z')).toMatchObject({ round: 1, indicators: ['C1'] });
    expect(openRound(header, ROUND_DUE)).toBeNull();
    expect(openRound(told(...IN_ROUND, resubmitted('PROVINCIAL_REVIEW')).header, NOW)).toBeNull();
  });
});

describe('the basis a report has reached', () => {
  it.each([
    ['CLAIMED', ANSWERED],
    ['CLAIMED', IN_PROVINCE],
    ['VERIFIED', IN_NATION],
    ['ASSESSED', CONCLUDED],
    ['ASSESSED', PROPOSED],
  ] as const)('is %s', (basis, history) => {
    expect(basisReached(told(...history).header)).toBe(basis);
  });
});

describe('the score of a basis', () => {
  it('CLAIMED takes answers as they were stated', () => {
    expect(total('CLAIMED', ...ANSWERED)).toBe('155/2');
  });

  it('VERIFIED takes live acceptances only', () => {
    expect(total('VERIFIED', ...IN_PROVINCE)).toBe('0');
    expect(total('VERIFIED', ...IN_PROVINCE, decided('PROVINCIAL_REVIEW', 'N1', 10))).toBe('20');
    expect(total('VERIFIED', ...IN_NATION)).toBe('155/2');
  });

  it('ASSESSED takes what assessors scored, and neither more nor less', () => {
    expect(total('ASSESSED', ...IN_NATION)).toBe('0');
    expect(total('ASSESSED', ...IN_NATION, scored('N1', 18, '80'))).toBe('20');
    expect(total('ASSESSED', ...SCORED)).toBe('155/2');
  });

  it('ASSESSED no longer takes a score after the assessor returned the answer', () => {
    expect(total('ASSESSED', ...SCORED, returned('NATIONAL_ASSESSMENT', 'N1', 21))).toBe('115/2');
  });

  it('FINAL takes the points of an upheld objection', () => {
    expect(total('FINAL', ...CONCLUDED, filed(1, 'N1'), upheld(1, 'N1', 23))).toBe('165/2');
  });

  it('counts a failed check', () => {
    const checks = [{ code: 'P1-K1', passed: false, note: null }];

    expect(total('VERIFIED', ...IN_PROVINCE, decided('PROVINCIAL_REVIEW', 'P1', 10, { checks }))).toBe('25');
  });
});
