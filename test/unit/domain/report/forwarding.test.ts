import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  ACCEPTED_IN_PROVINCE,
  ANSWERED,
  decided,
  IN_NATION,
  IN_PROVINCE,
  IN_REGION,
  IN_ROUND,
  resubmitted,
  returned,
  revised,
  roundOpened,
} from '../../../support/report-histories.ts';
import { asking, cast, HEAD, OF } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

function forward(seen: number, justification: string | null = null) {
  return { type: 'ForwardReport', ...OF, seen, justification } as const;
}

const passed = { unresolved: [], justification: null };

describe('ForwardReport', () => {
  it('leads from one stage of the route to the next', () => {
    given(...ACCEPTED_IN_PROVINCE)
      .when(forward(13), asking(cast.province))
      .then({
        type: 'ReportForwarded',
        data: { from: 'PROVINCIAL_REVIEW', to: 'REGIONAL_REVIEW', ...passed, seen: 13 },
      });
  });

  it('leads from the last review stage to national assessment', () => {
    const { state } = given(...IN_NATION);

    given(...IN_NATION.slice(0, -1))
      .when(forward(17), asking(cast.region))
      .then({
        type: 'ReportForwarded',
        data: { from: 'REGIONAL_REVIEW', to: 'NATIONAL_ASSESSMENT', ...passed, seen: 17 },
      });
    expect(state).toMatchObject({ header: { stage: 'NATIONAL_ASSESSMENT' } });
  });

  it('is refused while an answer lacks a live decision of this stage, naming each', () => {
    given(...IN_PROVINCE, decided('PROVINCIAL_REVIEW', 'N1', 10), returned('PROVINCIAL_REVIEW', 'C1', 10))
      .when(forward(12), asking(cast.province))
      .refused({
        code: 'UNDECIDED',
        details: [
          { code: 'UNDECIDED', indicator: 'C1', path: ['justification'] },
          { code: 'UNDECIDED', indicator: 'P1', path: ['justification'] },
        ],
      });
  });

  it('passes unresolved answers on with a justification, and names them', () => {
    given(...IN_PROVINCE, decided('PROVINCIAL_REVIEW', 'N1', 10))
      .when(forward(11, 'The office was flooded.'), asking(cast.province))
      .thenPartly({
        type: 'ReportForwarded',
        data: { unresolved: ['C1', 'P1'], justification: 'The office was flooded.' },
      });
  });

  it('takes a rejection as a decision', () => {
    const rejected = decided('PROVINCIAL_REVIEW', 'C1', 13, { ruling: 'REJECTED', reason: 'NIHIL' });

    given(...ACCEPTED_IN_PROVINCE, rejected)
      .when(forward(14), asking(cast.province))
      .thenPartly({ type: 'ReportForwarded', data: { unresolved: [] } });
  });

  it('asks every stage for its own decisions', () => {
    given(...IN_REGION)
      .when(forward(14), asking(cast.region))
      .refused({ code: 'UNDECIDED', details: [{ indicator: 'C1' }, { indicator: 'N1' }, { indicator: 'P1' }] });
  });

  it('asks again for what was corrected after its decision, and only for that', () => {
    given(
      ...IN_NATION.slice(0, 17),
      returned('REGIONAL_REVIEW', 'C1', 17),
      roundOpened('REGIONAL_REVIEW'),
      revised('C1'),
    )
      .when(forward(20), asking(cast.region))
      .refused({ code: 'ROUND_OPEN' });
    given(
      ...IN_NATION.slice(0, 17),
      returned('REGIONAL_REVIEW', 'C1', 17),
      roundOpened('REGIONAL_REVIEW'),
      revised('C1'),
      resubmitted('REGIONAL_REVIEW'),
    )
      .when(forward(21), asking(cast.region))
      .refused({ code: 'UNDECIDED', details: [{ code: 'UNDECIDED', indicator: 'C1', path: ['justification'] }] });
  });

  it('asks no earlier stage again after a correction', () => {
    given(
      ...IN_NATION.slice(0, 17),
      returned('REGIONAL_REVIEW', 'C1', 17),
      roundOpened('REGIONAL_REVIEW'),
      revised('C1'),
      resubmitted('REGIONAL_REVIEW'),
      decided('REGIONAL_REVIEW', 'C1', 21, { revision: 2 }),
    )
      .when(forward(22), asking(cast.region))
      .thenPartly({ type: 'ReportForwarded', data: { to: 'NATIONAL_ASSESSMENT', unresolved: [] } });
  });

  it('is refused while a round is open', () => {
    given(...IN_ROUND)
      .when(forward(12, 'Enough.'), asking(cast.province))
      .refused({ code: 'ROUND_OPEN' });
  });

  it('is refused on a screen that is older than any answer or ruling', () => {
    given(...ACCEPTED_IN_PROVINCE)
      .when(forward(8), asking(cast.province))
      .refused({
        code: 'CHANGED_SINCE_SEEN',
        details: [
          { indicator: 'C1', position: 11 },
          { indicator: 'N1', position: 12 },
          { indicator: 'P1', position: 13 },
        ],
      });
    given(...IN_PROVINCE)
      .when(forward(8, 'Enough.'), asking(cast.province))
      .refused({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: 'P1', path: ['seen'], position: 9 }] });
    given(...ACCEPTED_IN_PROVINCE)
      .when(forward(HEAD + 1), asking(cast.province))
      .refused({ code: 'SEEN_UNKNOWN', path: ['seen'] });
  });

  it('is refused where there is nothing to forward from', () => {
    given(...ANSWERED)
      .when(forward(9), asking(cast.province))
      .refused({ code: 'WRONG_STAGE' });
    given(...IN_NATION)
      .when(forward(18), asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused to a reviewer of another stage', () => {
    given(...ACCEPTED_IN_PROVINCE)
      .when(forward(13), asking(cast.region))
      .refused({ code: 'NOT_ALLOWED' });
  });
});
