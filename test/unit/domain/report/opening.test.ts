import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import { opened } from '../../../support/report-histories.ts';
import {
  asking,
  cast,
  CLOSES,
  city,
  cycleOfReport,
  held,
  lenient,
  OF,
  OPENS,
  samplePaper,
  UNIT,
} from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const open = { type: 'OpenReport', ...OF } as const;

describe('OpenReport', () => {
  it('binds the unit to the edition and lays down its route', () => {
    given().when(open, asking(cast.coordinator)).then(opened());
  });

  it('lays down the route of the kind of unit', () => {
    given()
      .when(open, asking(cast.coordinator, { unit: { ...city, kind: 'PROVINCE' } }))
      .thenPartly({ type: 'ReportOpened', data: { route: [] } });
  });

  it('starts in drafting', () => {
    expect(given(opened()).state).toMatchObject({ phase: 'open', header: { stage: 'DRAFTING', final: null } });
  });

  it('is refused a second time', () => {
    given(opened()).when(open, asking(cast.coordinator)).refused({ code: 'REPORT_OPEN' });
  });

  it('is refused to a unit that does not take part', () => {
    given()
      .when(open, asking(cast.coordinator, { cycle: { ...cycleOfReport, participants: ['64.72'] } }))
      .refused({ code: 'NOT_A_PARTICIPANT' });
  });

  it('is refused before the window opens, and possible from that very moment', () => {
    given()
      .when(open, asking(cast.coordinator, { now: '2025-10-31T23:59:59.999Z' }))
      .refused({ code: 'WINDOW_NOT_OPEN' });
    given()
      .when(open, asking(cast.coordinator, { now: OPENS }))
      .thenPartly({ type: 'ReportOpened' });
  });

  it('is refused to a unit that is late where the edition refuses late reports', () => {
    given()
      .when(open, asking(cast.coordinator, { now: CLOSES }))
      .refused({ code: 'DEADLINE_PASSED' });
  });

  it('is possible for a unit that is late where the edition marks late reports', () => {
    given()
      .when(open, asking(cast.coordinator, { now: CLOSES, paper: samplePaper(lenient) }))
      .thenPartly({ type: 'ReportOpened' });
  });

  it('is refused where the cycle or its paper is unknown', () => {
    given()
      .when(open, asking(cast.coordinator, { cycle: null }))
      .refused({ code: 'CYCLE_UNKNOWN', path: ['cycle'] });
    given()
      .when(open, asking(cast.coordinator, { paper: null }))
      .refused({ code: 'CYCLE_UNKNOWN', path: ['cycle'] });
  });

  it('is refused where the place is unknown', () => {
    given()
      .when(open, asking(cast.coordinator, { unit: null }))
      .refused({ code: 'JURISDICTION_UNKNOWN', path: ['unit'] });
  });

  it.each(Object.values(cast).filter(({ person }) => person !== 'coordinator'))(
    'is refused to the $person',
    (person) => {
      given().when(open, asking(person)).refused({ code: 'NOT_ALLOWED' });
    },
  );

  it('is refused to the coordinator of the province', () => {
    const provincial = held('coordinator of the province', { role: 'COORDINATOR', jurisdiction: '64' });

    given().when(open, asking(provincial)).refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused to a coordinator of one organization of the place', () => {
    const narrow = held('coordinator', { role: 'COORDINATOR', jurisdiction: UNIT, organization: 'BALAI-2' });

    given().when(open, asking(narrow)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('any other command', () => {
  it('is refused before the report was opened', () => {
    given()
      .when({ type: 'SubmitReport', ...OF, acknowledgeIncomplete: true }, asking(cast.coordinator))
      .refused({ code: 'REPORT_UNKNOWN' });
  });
});
