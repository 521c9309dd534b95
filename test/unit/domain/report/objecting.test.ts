import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import {
  CONCLUDED,
  filed,
  OBJECTIONS_CLOSE,
  SCORED,
  scored,
  upheld,
  withdrawn,
} from '../../../support/report-histories.ts';
import { asking, cast, HEAD, held, OF, paper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const file = { type: 'FileObjection', ...OF, indicator: 'C1', grounds: 'It was there.', documents: [] } as const;
const uphold = {
  type: 'DecideObjection',
  ...OF,
  seen: 23,
  objection: 1,
  ruling: 'UPHELD',
  points: '100',
  reason: 'It was.',
} as const;
const reject = { ...uphold, ruling: 'REJECTED', points: null } as const;

/** C1 was scored at 50 of 100. */
const HALVED = CONCLUDED.map((event) =>
  event.type === 'ResponseScored' && event.data.indicator === 'C1' ? scored('C1', 18, '50') : event,
);
const FILED = [...HALVED, filed(1, 'C1')];

describe('FileObjection', () => {
  it('is numbered within its report', () => {
    given(...CONCLUDED)
      .when(file, asking(cast.coordinator))
      .then(filed(1, 'C1'));
    given(...FILED, upheld(1, 'C1', 23))
      .when({ ...file, indicator: 'N1' }, asking(cast.coordinator))
      .then(filed(2, 'N1'));
  });

  it('may bring documents of the evidence that is asked', () => {
    const documents = [paper('C1-E1')];

    given(...CONCLUDED)
      .when({ ...file, documents }, asking(cast.coordinator))
      .thenPartly({ type: 'ObjectionFiled', data: { documents } });
    given(...CONCLUDED)
      .when({ ...file, documents: [paper('P1-E1')] }, asking(cast.coordinator))
      .refused({ code: 'EVIDENCE_UNKNOWN' });
    given(...CONCLUDED)
      .when(
        { ...file, documents: [paper('C1-E1', { issuedOn: '2025-02-01', validUntil: '2025-01-01' })] },
        asking(cast.coordinator),
      )
      .refused({ code: 'DATES_REVERSED' });
  });

  it('is possible until the last millisecond of the window, and refused when it closes', () => {
    given(...CONCLUDED)
      .when(file, asking(cast.coordinator, { now: '2025-12-19T23:59:59.999Z' }))
      .then(filed(1, 'C1'));
    given(...CONCLUDED)
      .when(file, asking(cast.coordinator, { now: OBJECTIONS_CLOSE }))
      .refused({ code: 'OBJECTION_WINDOW_CLOSED' });
  });

  it('is refused before assessment is concluded', () => {
    given(...SCORED)
      .when(file, asking(cast.coordinator))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is refused while one on the same indicator is undecided', () => {
    given(...FILED)
      .when(file, asking(cast.coordinator))
      .refused({ code: 'OBJECTION_PENDING', path: ['indicator'] });
  });

  it('is refused for what is not asked or not answered', () => {
    given(...CONCLUDED)
      .when({ ...file, indicator: 'C9' }, asking(cast.coordinator))
      .refused({ code: 'INDICATOR_UNKNOWN' });
    given(...SCORED, withdrawn('C1'), ...CONCLUDED.slice(-1))
      .when(file, asking(cast.coordinator))
      .refused({ code: 'NOT_ANSWERED' });
  });

  it('is refused to a reporter and to an assessor', () => {
    given(...CONCLUDED)
      .when(file, asking(cast.health))
      .refused({ code: 'NOT_ALLOWED' });
    given(...CONCLUDED)
      .when(file, asking(cast.assessor2))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('DecideObjection', () => {
  it('sets the points of an upheld objection', () => {
    const { type, data } = upheld(1, 'C1', 23);

    given(...FILED)
      .when(uphold, asking(cast.assessor2))
      .thenPartly({ type, data });
    expect(given(...FILED, upheld(1, 'C1', 23)).state).toMatchObject({
      header: { objections: [{ decision: { ruling: 'UPHELD', points: '100', person: 'assessor 2' } }] },
      responses: { C1: { upheld: { objection: 1, points: '100', person: 'assessor 2' } } },
    });
  });

  it.each(['50', '49.9', '0'])('is refused to uphold with %s points where there are 50', (points) => {
    given(...FILED)
      .when({ ...uphold, points }, asking(cast.assessor2))
      .refused({ code: 'POINTS_NOT_RAISED', path: ['points'] });
  });

  it('leaves the points as they are where it rejects, whatever points were sent', () => {
    given(...FILED)
      .when({ ...reject, points: '50' }, asking(cast.assessor2))
      .thenPartly({ type: 'ObjectionDecided', data: { ruling: 'REJECTED', points: null } });
  });

  it('is still possible after the window closed', () => {
    given(...FILED)
      .when(reject, asking(cast.assessor2, { now: OBJECTIONS_CLOSE }))
      .thenPartly({ type: 'ObjectionDecided' });
  });

  it('is refused to the assessor who scored the indicator', () => {
    given(...FILED)
      .when(uphold, asking(cast.assessor1))
      .refused({ code: 'SAME_ASSESSOR' });
  });

  it('is refused to the assessor whose earlier ruling set the points', () => {
    const again = [...FILED, upheld(1, 'C1', 23), filed(2, 'C1')];
    const second = { ...reject, objection: 2, seen: 25 };

    given(...again)
      .when(second, asking(cast.assessor2))
      .refused({ code: 'SAME_ASSESSOR' });
    given(...again)
      .when(second, asking(held('assessor 3', { role: 'ASSESSOR' })))
      .thenPartly({ type: 'ObjectionDecided' });
  });

  it('is refused for an objection that was never filed', () => {
    given(...FILED)
      .when({ ...uphold, objection: 2 }, asking(cast.assessor2))
      .refused({ code: 'OBJECTION_UNKNOWN' });
  });

  it('is refused a second time', () => {
    given(...FILED, upheld(1, 'C1', 23))
      .when({ ...reject, seen: 24 }, asking(cast.assessor2))
      .refused({ code: 'OBJECTION_DECIDED' });
  });

  it('needs points within the maximum to uphold', () => {
    given(...FILED)
      .when({ ...uphold, points: null }, asking(cast.assessor2))
      .refused({ code: 'POINTS_NEEDED' });
    given(...FILED)
      .when({ ...uphold, points: '101' }, asking(cast.assessor2))
      .refused({ code: 'POINTS_OUT_OF_RANGE' });
  });

  it('is refused where the objection itself was not seen', () => {
    given(...FILED)
      .when({ ...uphold, seen: 22 }, asking(cast.assessor2))
      .refused({ code: 'CHANGED_SINCE_SEEN' });
    given(...FILED)
      .when({ ...uphold, seen: HEAD + 1 }, asking(cast.assessor2))
      .refused({ code: 'SEEN_UNKNOWN' });
  });

  it('is refused in any other stage', () => {
    given(...SCORED)
      .when(uphold, asking(cast.assessor2))
      .refused({ code: 'WRONG_STAGE' });
  });
});
