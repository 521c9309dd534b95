import { describe, expect, it } from 'vitest';

import { graded, report } from '../../../../src/domain/report/index.ts';
import type { ReportState } from '../../../../src/domain/report/index.ts';
import { derivationDigest, derive } from '../../../../src/domain/scoring/v1/index.ts';
import {
  CONCLUDED,
  filed,
  OBJECTIONS_CLOSE,
  PROPOSED,
  proposed,
  SCORED,
  TOTAL,
  upheld,
} from '../../../support/report-histories.ts';
import { asking, cast, EDITION_DIGEST, HEAD, OF, samplePaper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const CLOSED = { now: OBJECTIONS_CLOSE };
const OBJECTED = [...CONCLUDED, filed(1, 'N1'), upheld(1, 'N1', 23)];

function propose(seen: number) {
  return { type: 'ProposeFinal', ...OF, seen } as const;
}

function finalize(seen: number) {
  return { type: 'FinalizeReport', ...OF, seen } as const;
}

function responsesOf(state: ReportState) {
  return state.phase === 'open' ? Object.values(state.responses) : [];
}

describe('ProposeFinal', () => {
  it('states the total that is to be frozen', () => {
    given(...CONCLUDED)
      .when(propose(22), asking(cast.assessor1, CLOSED))
      .then({ type: 'FinalProposed', data: { ...TOTAL, seen: 22 } });
  });

  it('counts the points of an upheld objection', () => {
    given(...OBJECTED)
      .when(propose(24), asking(cast.assessor1, CLOSED))
      .thenPartly({ type: 'FinalProposed', data: { total: '82.50', exact: '165/2' } });
  });

  it('is refused until the window closes, and possible at that very moment', () => {
    given(...CONCLUDED)
      .when(propose(22), asking(cast.assessor1, { now: '2025-12-19T23:59:59.999Z' }))
      .refused({ code: 'OBJECTION_WINDOW_OPEN' });
  });

  it('is refused while an objection is undecided', () => {
    given(...CONCLUDED, filed(1, 'N1'))
      .when(propose(23), asking(cast.assessor1, CLOSED))
      .refused({ code: 'OBJECTION_PENDING', details: [{ code: 'OBJECTION_PENDING', indicator: 'N1', path: [] }] });
  });

  it('is refused on a screen that is older than the ruling on an objection', () => {
    given(...OBJECTED)
      .when(propose(23), asking(cast.assessor1, CLOSED))
      .refused({
        code: 'CHANGED_SINCE_SEEN',
        details: [{ code: 'CHANGED_SINCE_SEEN', indicator: 'N1', path: ['seen'], position: 24 }],
      });
    given(...CONCLUDED)
      .when(propose(HEAD + 1), asking(cast.assessor1, CLOSED))
      .refused({ code: 'SEEN_UNKNOWN' });
  });

  it('is refused on a screen that is older than any scoring, also of the same person', () => {
    given(...CONCLUDED)
      .when(propose(20), asking(cast.assessor1, CLOSED))
      .refused({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: 'P1', position: 21 }] });
    given(...PROPOSED)
      .when(finalize(20), asking(cast.assessor2, CLOSED))
      .refused({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: 'P1', position: 21 }] });
  });

  it('stays quiet where a final is proposed already', () => {
    given(...PROPOSED)
      .when(propose(23), asking(cast.assessor2, CLOSED))
      .refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused before the objection window', () => {
    given(...SCORED)
      .when(propose(21), asking(cast.assessor1, CLOSED))
      .refused({ code: 'WRONG_STAGE' });
  });
});

describe('FinalizeReport', () => {
  const final = {
    ...TOTAL,
    dimensions: [
      { code: 'SERVICE', exact: '9/10' },
      { code: 'ACTION', exact: '13/20' },
    ],
    engine: 'scoring/v1',
    instrumentDigest: EDITION_DIGEST,
    proposal: 23,
    seen: 23,
  };

  it('freezes the score with the digest of its derivation', () => {
    const { state } = given(...PROPOSED);
    const derivation = derive(samplePaper(), graded(responsesOf(state), 'FINAL'));

    given(...PROPOSED)
      .when(finalize(23), asking(cast.assessor2, CLOSED))
      .then({ type: 'ReportFinalized', data: { ...final, derivationDigest: derivationDigest(derivation) } });
  });

  it('is refused to the one who proposed it', () => {
    given(...PROPOSED)
      .when(finalize(23), asking(cast.assessor1, CLOSED))
      .refused({ code: 'SAME_PERSON' });
  });

  it('is refused where nothing is proposed', () => {
    given(...CONCLUDED)
      .when(finalize(22), asking(cast.assessor2, CLOSED))
      .refused({ code: 'NOT_PROPOSED' });
  });

  it('is refused where the proposal itself was not seen', () => {
    given(...PROPOSED)
      .when(finalize(22), asking(cast.assessor2, CLOSED))
      .refused({ code: 'CHANGED_SINCE_SEEN' });
  });

  it('is refused while the window is open or an objection undecided', () => {
    given(...PROPOSED)
      .when(finalize(23), asking(cast.assessor2))
      .refused({ code: 'OBJECTION_WINDOW_OPEN' });
    given(...CONCLUDED, filed(1, 'N1'), proposed(23))
      .when(finalize(24), asking(cast.assessor2, CLOSED))
      .refused({ code: 'OBJECTION_PENDING' });
  });

  it('is refused after an objection was decided: that withdraws the proposal', () => {
    given(...CONCLUDED, filed(1, 'N1'), proposed(23), upheld(1, 'N1', 24))
      .when(finalize(25), asking(cast.assessor2, CLOSED))
      .refused({ code: 'NOT_PROPOSED' });
  });

  it('ends the report: nothing leads on from it', () => {
    const data = { ...final, derivationDigest: EDITION_DIGEST };
    const done = given(...PROPOSED, { type: 'ReportFinalized', data });

    expect(done.state).toMatchObject({ header: { stage: 'FINAL', final: { total: '77.50', position: 24 } } });
    done.when(propose(24), asking(cast.assessor1, CLOSED)).refused({ code: 'WRONG_STAGE' });
    done.when(finalize(24), asking(cast.assessor2, CLOSED)).refused({ code: 'WRONG_STAGE' });
  });
});
