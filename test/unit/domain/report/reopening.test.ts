import { describe, expect, it } from 'vitest';

import { report, reportSentences } from '../../../../src/domain/report/index.ts';
import type { ReportEvent } from '../../../../src/domain/report/index.ts';
import {
  CONCLUDED,
  filed,
  FINALIZED,
  IN_PROVINCE,
  OBJECTIONS_CLOSE,
  proposed,
  PROPOSED,
  REOPENED,
  resubmitted,
  returned,
  revised,
  roundOpened,
  SCORED,
  scored,
  TOTAL,
  upheld,
} from '../../../support/report-histories.ts';
import { asking, cast, cycleOfReport, HEAD, OF } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const STAGE = 'NATIONAL_ASSESSMENT';
const WINDOW_AGAIN = '2025-12-22T00:00:00.000Z';
const CLOSED_AGAIN = '2025-12-29T00:00:00.000Z';
const PUBLISHED = { cycle: { ...cycleOfReport, published: true } };

const reopen = { type: 'ReopenReport', ...OF, seen: 24, reason: 'A letter turned up.' } as const;
const conclude = (seen: number) => ({ type: 'ConcludeAssessment', ...OF, seen }) as const;
const propose = (seen: number) => ({ type: 'ProposeFinal', ...OF, seen }) as const;
const finalize = (seen: number) => ({ type: 'FinalizeReport', ...OF, seen }) as const;

const reopened: ReportEvent = {
  type: 'ReportReopened',
  data: { reopening: 1, reason: 'A letter turned up.', final: 24, seen: 24 },
};
const concludedAgain: ReportEvent = {
  type: 'AssessmentConcluded',
  data: { objectionClosesAt: CLOSED_AGAIN, ...TOTAL, seen: 25 },
};

/** An objection had raised N1 from 80 to 100 before the report was final. */
const RAISED = [
  ...CONCLUDED,
  filed(1, 'N1'),
  upheld(1, 'N1', 23),
  proposed(24),
  FINALIZED.at(-1)!,
  { ...REOPENED.at(-1)!, data: { reopening: 1, reason: 'The figure was wrong.', final: 26, seen: 26 } },
] as typeof REOPENED;

function both(person: Person, also: Person): Person {
  return { person: person.person, grants: [...person.grants, ...also.grants] };
}

describe('ReopenReport', () => {
  it('leads a final back to assessment, naming the entry that it leaves behind', () => {
    given(...FINALIZED)
      .when(reopen, asking(cast.assessor1))
      .then(reopened);
    given(...FINALIZED)
      .when(reopen, asking(cast.assessor1, PUBLISHED))
      .then(reopened);
  });

  it('keeps the final, and takes up again what had led to it', () => {
    expect(given(...REOPENED).state).toMatchObject({
      header: {
        stage: STAGE,
        final: { total: '77.50', position: 24 },
        finals: [{ position: 24 }],
        reopenings: [{ reopening: 1, final: 24, position: 25, reason: 'A letter turned up.' }],
        proposal: null,
        objectionClosesAt: null,
        objectionWindowClosedAt: null,
      },
    });
  });

  it.each([
    ['review', IN_PROVINCE],
    ['assessment', SCORED],
    ['the objection window', PROPOSED],
    ['assessment again', REOPENED],
  ] as const)('is refused in %s', (_stage, history) => {
    given(...history)
      .when({ ...reopen, seen: HEAD }, asking(cast.assessor1))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused where the final itself was not seen', () => {
    given(...FINALIZED)
      .when({ ...reopen, seen: 23 }, asking(cast.assessor1))
      .refused({ code: 'CHANGED_SINCE_SEEN', path: ['seen'] });
    given(...FINALIZED)
      .when({ ...reopen, seen: HEAD + 1 }, asking(cast.assessor1))
      .refused({ code: 'SEEN_UNKNOWN' });
  });

  it('is done by an assessor who neither reports for the place nor hands out roles', () => {
    given(...FINALIZED)
      .when(reopen, asking(cast.coordinator))
      .refused({ code: 'NOT_ALLOWED' });
    given(...FINALIZED)
      .when(reopen, asking(cast.administrator))
      .refused({ code: 'NOT_ALLOWED' });
    given(...FINALIZED)
      .when(reopen, asking(both(cast.assessor1, cast.health)))
      .refused({ code: 'OWN_UNIT' });
    given(...FINALIZED)
      .when(reopen, asking(both(cast.assessor1, cast.administrator)))
      .refused({ code: 'ADMINISTRATOR_NEVER_SCORES' });
  });

  it('is told in both languages', () => {
    expect(reportSentences.ReportReopened({ reopening: 1, reason: 'Surat baru', final: 24, seen: 24 })).toEqual({
      id: 'Laporan final dibuka kembali (1): Surat baru',
      en: 'The final report was reopened (1): Surat baru',
    });
  });
});

describe('a report that was reopened', () => {
  it('can be returned, corrected, scored anew and concluded', () => {
    const corrected = [
      ...REOPENED,
      returned(STAGE, 'C1', 25),
      roundOpened(STAGE, { seen: 26 }),
      revised('C1', { answer: { kind: 'CHOICE', option: 'TIDAK' } }),
      resubmitted(STAGE),
    ];

    given(...corrected)
      .when(conclude(29), asking(cast.assessor1))
      .refused({ code: 'NOT_SCORED', details: [{ code: 'NOT_SCORED', indicator: 'C1', path: [] }] });
    given(...corrected, { ...scored('C1', 29, '0'), by: 'assessor 1' })
      .when(conclude(30), asking(cast.assessor1))
      .thenPartly({ type: 'AssessmentConcluded', data: { exact: '105/2' } });
  });

  it('opens a new window, in which nothing of the former one counts as closed', () => {
    const again = [...REOPENED, concludedAgain];
    const file = { type: 'FileObjection', ...OF, indicator: 'C1', grounds: 'It was there.', documents: [] } as const;

    given(...REOPENED)
      .when(conclude(25), asking(cast.assessor1, { now: WINDOW_AGAIN }))
      .then(concludedAgain);
    given(...again)
      .when(file, asking(cast.coordinator, { now: OBJECTIONS_CLOSE }))
      .then(filed(1, 'C1'));
    given(...again)
      .when(propose(26), asking(cast.assessor1, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'OBJECTION_WINDOW_OPEN' });
    given(...again)
      .when(finalize(26), asking(cast.assessor2, { now: CLOSED_AGAIN }))
      .refused({ code: 'NOT_PROPOSED' });
  });

  it('is final again by two persons, beside its earlier final', () => {
    const proposedAgain = [...REOPENED, concludedAgain, proposed(26)];
    const finalAgain = given(...proposedAgain, FINALIZED.at(-1)!);

    given(...proposedAgain)
      .when(finalize(27), asking(cast.assessor1, { now: CLOSED_AGAIN }))
      .refused({ code: 'SAME_PERSON' });
    given(...proposedAgain)
      .when(finalize(27), asking(cast.assessor2, { now: CLOSED_AGAIN }))
      .thenPartly({ type: 'ReportFinalized', data: { proposal: 27 } });
    expect(finalAgain.state).toMatchObject({
      header: { stage: 'FINAL', final: { position: 28 }, finals: [{ position: 24 }, { position: 28 }] },
    });
    finalAgain.when({ ...reopen, seen: 28 }, asking(cast.assessor1)).then({
      type: 'ReportReopened',
      data: { reopening: 2, reason: 'A letter turned up.', final: 28, seen: 28 },
    });
  });

  it('keeps what an objection had raised, until that is scored anew', () => {
    given(...RAISED)
      .when(conclude(27), asking(cast.assessor1))
      .thenPartly({ type: 'AssessmentConcluded', data: { total: '82.50' } });
    given(...RAISED, scored('N1', 27, '80'))
      .when(conclude(28), asking(cast.assessor1))
      .thenPartly({ type: 'AssessmentConcluded', data: TOTAL });
  });

  it('numbers objections on from those of its former window', () => {
    const file = { type: 'FileObjection', ...OF, indicator: 'N1', grounds: 'It was there.', documents: [] } as const;

    given(...RAISED, concludedAgain)
      .when(file, asking(cast.coordinator))
      .then(filed(2, 'N1'));
  });
});

describe('once the results of the cycle are published', () => {
  it('a report that was reopened moves on, through all that leads to its final', () => {
    const score = { type: 'ScoreResponses', ...OF, seen: 25, items: [], atomic: false } as const;
    const again = [...REOPENED, concludedAgain];

    given(...REOPENED)
      .when(score, asking(cast.assessor1, PUBLISHED))
      .then();
    given(...REOPENED)
      .when(conclude(25), asking(cast.assessor1, { ...PUBLISHED, now: WINDOW_AGAIN }))
      .then(concludedAgain);
    given(...again)
      .when(propose(26), asking(cast.assessor1, { ...PUBLISHED, now: CLOSED_AGAIN }))
      .thenPartly({ type: 'FinalProposed' });
    given(...again, proposed(26))
      .when(finalize(27), asking(cast.assessor2, { ...PUBLISHED, now: CLOSED_AGAIN }))
      .thenPartly({ type: 'ReportFinalized' });
  });

  it('it stands again from its next final on', () => {
    given(...REOPENED, concludedAgain, proposed(26), FINALIZED.at(-1)!)
      .when(propose(28), asking(cast.assessor1, { ...PUBLISHED, now: CLOSED_AGAIN }))
      .refused({ code: 'RESULTS_PUBLISHED', path: ['cycle'] });
  });

  it('no other report moves: neither one that is final nor one that never was', () => {
    given(...FINALIZED)
      .when(propose(24), asking(cast.assessor1, { ...PUBLISHED, now: OBJECTIONS_CLOSE }))
      .refused({ code: 'RESULTS_PUBLISHED' });
    given(...SCORED)
      .when(conclude(21), asking(cast.assessor1, PUBLISHED))
      .refused({ code: 'RESULTS_PUBLISHED' });
    given(...SCORED)
      .when({ ...reopen, seen: 21 }, asking(cast.assessor1, PUBLISHED))
      .refused({ code: 'WRONG_STAGE' });
  });
});
