import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  ANSWERED,
  decided,
  IN_NATION,
  IN_PROVINCE,
  IN_ROUND,
  resubmitted,
  returned,
  revised,
  ROUND_DUE,
  roundOpened,
  scored,
  SCORED,
  withdrawn,
} from '../../../support/report-histories.ts';
import { asking, cast, NOW, OF } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'PROVINCIAL_REVIEW';
const RETURNED = [...IN_PROVINCE, returned(STAGE, 'C1', 10)];

function giveBack(seen: number, dueAt: string | null = ROUND_DUE) {
  return { type: 'ReturnReport', ...OF, seen, dueAt, note: null } as const;
}

const resubmit = { type: 'ResubmitReport', ...OF } as const;

describe('ReturnReport', () => {
  it("is refused where another's ruling that returns was not seen, but for one's own", () => {
    given(...RETURNED)
      .when(giveBack(10), asking(cast.province))
      .refused({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: 'C1', position: 11 }] });
    given(...IN_PROVINCE, { ...returned(STAGE, 'C1', 10), by: cast.province.person })
      .when(giveBack(10), asking(cast.province))
      .thenPartly({ type: 'CorrectionRoundOpened' });
  });

  it('opens a numbered correction round for what was returned', () => {
    given(...RETURNED)
      .when(giveBack(11), asking(cast.province))
      .then(roundOpened(STAGE));
  });

  it('lasts as long as the edition says where no due date is named', () => {
    given(...RETURNED)
      .when(giveBack(11, null), asking(cast.province))
      .then(roundOpened(STAGE, { dueAt: '2025-11-29T00:00:00.000Z' }));
  });

  it('numbers the rounds of a report in order', () => {
    given(...IN_ROUND, revised('C1'), resubmitted(STAGE), returned(STAGE, 'C1', 14))
      .when(giveBack(15), asking(cast.province))
      .then(roundOpened(STAGE, { round: 2, seen: 15 }));
  });

  it('is refused where nothing is returned', () => {
    given(...IN_PROVINCE)
      .when(giveBack(10), asking(cast.province))
      .refused({ code: 'NOTHING_RETURNED' });
  });

  it('is refused where the ruling that returned was taken back', () => {
    given(...RETURNED, decided(STAGE, 'C1', 11))
      .when(giveBack(12), asking(cast.province))
      .refused({ code: 'NOTHING_RETURNED' });
  });

  it('is refused where another stage had returned it', () => {
    given(...IN_NATION.slice(0, 14), decided('REGIONAL_REVIEW', 'C1', 14))
      .when(giveBack(15), asking(cast.region))
      .refused({ code: 'NOTHING_RETURNED' });
  });

  it('is refused while a round is open', () => {
    given(...IN_ROUND)
      .when(giveBack(12), asking(cast.province))
      .refused({ code: 'ROUND_OPEN' });
  });

  it('is refused where no stage decides', () => {
    given(...ANSWERED)
      .when(giveBack(9), asking(cast.province))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused where the round would be due now or earlier', () => {
    given(...RETURNED)
      .when(giveBack(11, NOW), asking(cast.province))
      .refused({ code: 'DUE_IN_THE_PAST' });
    given(...RETURNED)
      .when(giveBack(11, '2025-11-15T00:00:00.001Z'), asking(cast.province))
      .thenPartly({ type: 'CorrectionRoundOpened' });
  });

  it('is refused on a screen that is older than the answers', () => {
    given(...RETURNED)
      .when(giveBack(4), asking(cast.province))
      .refused({ code: 'CHANGED_SINCE_SEEN' });
  });

  it('is possible in national assessment', () => {
    given(...IN_NATION, returned('NATIONAL_ASSESSMENT', 'C1', 18))
      .when(giveBack(19), asking(cast.assessor1))
      .then(roundOpened('NATIONAL_ASSESSMENT', { seen: 19 }));
  });

  it('leaves out what an assessor scored after returning it', () => {
    const history = [
      ...IN_NATION,
      returned('NATIONAL_ASSESSMENT', 'C1', 18),
      returned('NATIONAL_ASSESSMENT', 'N1', 18),
      scored('C1', 20, '100'),
    ];

    given(...history)
      .when(giveBack(21), asking(cast.assessor1))
      .then(roundOpened('NATIONAL_ASSESSMENT', { indicators: ['N1'], seen: 21 }));
  });
});

describe('ResubmitReport', () => {
  it('ends the round and says what was left as it was', () => {
    given(...IN_ROUND, revised('C1'))
      .when(resubmit, asking(cast.coordinator))
      .then(resubmitted(STAGE));
    given(...IN_ROUND)
      .when(resubmit, asking(cast.coordinator))
      .then(resubmitted(STAGE, { unchanged: ['C1'] }));
  });

  it('counts a withdrawn answer and a new document as changes', () => {
    given(...IN_ROUND, withdrawn('C1'))
      .when(resubmit, asking(cast.coordinator))
      .then(resubmitted(STAGE));
  });

  it('is refused where no round is open', () => {
    given(...IN_PROVINCE)
      .when(resubmit, asking(cast.coordinator))
      .refused({ code: 'ROUND_NOT_OPEN' });
    given(...IN_ROUND, resubmitted(STAGE))
      .when(resubmit, asking(cast.coordinator))
      .refused({ code: 'ROUND_NOT_OPEN' });
  });

  it('is refused when the due date has ended the round', () => {
    given(...IN_ROUND)
      .when(resubmit, asking(cast.coordinator, { now: '2025-12-09T23:59:59.999Z' }))
      .thenPartly({ type: 'ReportResubmitted' });
    given(...IN_ROUND)
      .when(resubmit, asking(cast.coordinator, { now: ROUND_DUE }))
      .refused({ code: 'ROUND_NOT_OPEN' });
  });

  it('is refused to whoever opened the round', () => {
    given(...IN_ROUND)
      .when(resubmit, asking(cast.province))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('leaves the stage as it is', () => {
    expect(given(...IN_ROUND, resubmitted(STAGE)).state).toMatchObject({ header: { stage: STAGE } });
  });
});

describe('a round in national assessment', () => {
  it('takes back the scores of what was returned: it has to be scored again', () => {
    given(...SCORED, returned('NATIONAL_ASSESSMENT', 'C1', 21))
      .when({ type: 'ConcludeAssessment', ...OF, seen: 22 }, asking(cast.assessor1))
      .refused({ code: 'NOT_SCORED', details: [{ code: 'NOT_SCORED', indicator: 'C1', path: [] }] });
  });
});
