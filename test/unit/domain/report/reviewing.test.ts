import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ReportEvent, ReviewItem } from '../../../../src/domain/report/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import {
  ANSWERED,
  IN_NATION,
  IN_PROVINCE,
  IN_REGION,
  IN_ROUND,
  returned,
  ROUND_DUE,
  submitted,
} from '../../../support/report-histories.ts';
import { asking, cast, HEAD, OF } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

function item(indicator: string, changes: Partial<ReviewItem> = {}): ReviewItem {
  return { indicator, ruling: 'ACCEPTED', reason: null, note: null, checks: [], ...changes };
}

function review(seen: number, ...items: readonly ReviewItem[]) {
  return { type: 'ReviewResponses', ...OF, seen, items, atomic: false } as const;
}

describe('ReviewResponses', () => {
  const check = { code: 'P1-K1', passed: false, note: 'No stamp.' };

  it('records each ruling with revision, documents and what was seen', () => {
    given(...IN_PROVINCE)
      .when(
        review(10, item('N1'), item('P1', { ruling: 'RETURNED', reason: 'UNREADABLE', checks: [check] })),
        asking(cast.province),
      )
      .then(
        {
          type: 'ResponseDecided',
          data: { ...item('N1'), checks: [], stage: 'PROVINCIAL_REVIEW', revision: 1, documents: [], seen: 10 },
        },
        {
          type: 'ResponseDecided',
          data: {
            ...item('P1', { ruling: 'RETURNED', reason: 'UNREADABLE' }),
            checks: [check],
            stage: 'PROVINCIAL_REVIEW',
            revision: 1,
            documents: [digestOf('the document P1-E1'), digestOf('the document P1-E2')],
            seen: 10,
          },
        },
      );
  });

  it('is refused in drafting', () => {
    given(...ANSWERED)
      .when(review(9, item('C1')), asking(cast.province))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused while a correction round is open, and possible when it is due', () => {
    given(...IN_ROUND)
      .when(review(12, item('C1')), asking(cast.province))
      .refused({ code: 'ROUND_OPEN' });
    given(...IN_ROUND)
      .when(review(12, item('C1')), asking(cast.province, { now: ROUND_DUE }))
      .thenItems(null);
  });

  it('is refused without a reason unless the answer is accepted', () => {
    given(...IN_PROVINCE)
      .when(
        review(10, item('C1', { ruling: 'RETURNED' }), item('N1', { ruling: 'REJECTED' }), item('P1')),
        asking(cast.province),
      )
      .thenItems('REASON_NEEDED', 'REASON_NEEDED', null);
  });

  it('is refused without a note where the reason is none of the listed ones', () => {
    given(...IN_PROVINCE)
      .when(review(10, item('C1', { ruling: 'RETURNED', reason: 'OTHER' })), asking(cast.province))
      .thenItems('NOTE_NEEDED');
    given(...IN_PROVINCE)
      .when(review(10, item('C1', { ruling: 'RETURNED', reason: 'OTHER', note: 'Blurred.' })), asking(cast.province))
      .thenItems(null);
  });

  it('is refused for a check that the indicator does not have, or that is decided twice', () => {
    given(...IN_PROVINCE)
      .when(review(10, item('C1', { checks: [check] }), item('P1', { checks: [check, check] })), asking(cast.province))
      .thenItems('CHECK_UNKNOWN', 'CHECK_UNKNOWN');
  });

  it('is refused for what is not asked and for what is not answered', () => {
    given(...ANSWERED.slice(0, 5), submitted())
      .when(review(6, item('C9'), item('N1'), item('C1')), asking(cast.province))
      .thenItems('INDICATOR_UNKNOWN', 'NOT_ANSWERED', null);
  });

  it('cannot take back a rejection at the same stage', () => {
    const basis = { revision: 1, documents: [], seen: 10 };
    const rejected = { ...item('C1', { ruling: 'REJECTED', reason: 'NIHIL' }), checks: [], stage: 'PROVINCIAL_REVIEW' };
    given(...IN_PROVINCE, { type: 'ResponseDecided', data: { ...rejected, ...basis } } as ReportEvent)
      .when(review(11, item('C1')), asking(cast.province))
      .thenItems('REJECTED_ALREADY');
  });

  it('only returns in national assessment: assessors score', () => {
    given(...IN_NATION)
      .when(
        review(
          18,
          item('C1'),
          item('N1', { ruling: 'REJECTED', reason: 'NIHIL' }),
          item('P1', { ruling: 'RETURNED', reason: 'NIHIL' }),
        ),
        asking(cast.assessor1),
      )
      .thenItems('ASSESSORS_SCORE', 'ASSESSORS_SCORE', null);
  });
});

describe('what a reviewer saw', () => {
  it('has to be at least as new as the answer and its documents', () => {
    given(...IN_PROVINCE)
      .when(review(5, item('C1')), asking(cast.province))
      .thenItems(null);
    given(...IN_PROVINCE)
      .when(review(4, item('C1')), asking(cast.province))
      .thenItems('CHANGED_SINCE_SEEN');
  });

  it('is answered with the change where it is older', () => {
    given(...IN_PROVINCE)
      .when({ ...review(8, item('P1')), atomic: true }, asking(cast.province))
      .refused({
        code: 'CHANGED_SINCE_SEEN',
        details: [{ code: 'CHANGED_SINCE_SEEN', indicator: 'P1', path: ['seen'], position: 9 }],
      });
  });

  it("has to be at least as new as another's ruling: nobody overwrites what they have not seen", () => {
    given(...IN_PROVINCE, returned('PROVINCIAL_REVIEW', 'C1', 10))
      .when(review(10, item('C1'), item('N1')), asking(cast.province))
      .thenItems('CHANGED_SINCE_SEEN', null);
    given(...IN_PROVINCE, returned('PROVINCIAL_REVIEW', 'C1', 10))
      .when(review(11, item('C1')), asking(cast.province))
      .thenItems(null);
  });

  it("may be older than one's own ruling", () => {
    given(...IN_PROVINCE, { ...returned('PROVINCIAL_REVIEW', 'C1', 10), by: cast.province.person })
      .when(review(10, item('C1')), asking(cast.province))
      .thenItems(null);
  });

  it('cannot lie in the future', () => {
    given(...IN_PROVINCE)
      .when(review(HEAD, item('C1')), asking(cast.province))
      .thenItems(null);
    given(...IN_PROVINCE)
      .when(review(HEAD + 1, item('C1')), asking(cast.province))
      .thenItems('SEEN_UNKNOWN');
  });
});

describe('several items at once', () => {
  const bad = item('C9');

  it('do not hinder one another', () => {
    given(...IN_PROVINCE)
      .when(review(10, item('C1'), bad, item('N1')), asking(cast.province))
      .thenPartly(
        { type: 'ResponseDecided', data: { indicator: 'C1' } },
        { type: 'ResponseDecided', data: { indicator: 'N1' } },
      );
    given(...IN_PROVINCE)
      .when(review(10, item('C1'), bad, item('N1')), asking(cast.province))
      .thenItems(null, 'INDICATOR_UNKNOWN', null);
  });

  it('are all refused by one bad item where they are atomic', () => {
    given(...IN_PROVINCE)
      .when({ ...review(10, item('C1'), bad, item('N1')), atomic: true }, asking(cast.province))
      .refused({
        code: 'INDICATOR_UNKNOWN',
        details: [{ code: 'INDICATOR_UNKNOWN', indicator: 'C9', path: ['indicator'] }],
      });
  });

  it('name an indicator once', () => {
    given(...IN_PROVINCE)
      .when(review(10, item('C1'), item('C1')), asking(cast.province))
      .thenItems(null, 'ITEM_TWICE');
  });
});

describe('who reviews', () => {
  it('is the province in its stage, the regional office in its own, nobody else', () => {
    given(...IN_PROVINCE)
      .when(review(10, item('C1')), asking(cast.region))
      .refused({ code: 'NOT_ALLOWED' });
    given(...IN_REGION)
      .when(review(14, item('C1')), asking(cast.province))
      .refused({ code: 'NOT_ALLOWED' });
    given(...IN_REGION)
      .when(review(14, item('C1')), asking(cast.region))
      .thenItems(null);
    given(...IN_PROVINCE)
      .when(review(10, item('C1')), asking(cast.assessor1))
      .refused({ code: 'NOT_ALLOWED' });
  });
});
